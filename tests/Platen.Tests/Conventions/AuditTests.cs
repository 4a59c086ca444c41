using System.Text.RegularExpressions;
using Platen.Data;

namespace Platen.Tests.Conventions;

/// <summary>What is written is signed: a writing transaction is committed by the audit trail, and nothing is written outside of one.</summary>
public partial class AuditTests
{
    /// <summary>What is committed unsigned, and why it may.</summary>
    static readonly Dictionary<string, string> Unsigned = new()
    {
        ["AuditTrail.Commit"] = "signs",
        ["KeptAnswers.Keep"] = "answers to what was signed, for a day",
        ["MetersToRead.Refresh"] = "a projection of signed terms, made anew at any time",
    };

    /// <summary>What is written outside of any transaction, and why it may: nothing of the dealer's, and each in one statement.</summary>
    static readonly Dictionary<string, string> Outside = new()
    {
        ["ContractUpdate.Run"] = "a part of the book's import, handed the import's own session",
        ["KeyUses.WriteDown"] = "when a key was last used, once a minute",
        ["SealKeys.GetAllElements"] = "seals the installation's keys, which are its own and not the dealer's",
        ["SealKeys.Write"] = "the installation's keys",
        ["SendMails.Remark"] = "why a mail was not even tried; what becomes of it is signed",
        ["SendMails.Take"] = "whose turn it is to send a mail; that it was sent is signed",
        ["Tries.Forget"] = "tries to sign in; who is locked out is signed",
        ["Tries.Take"] = "the same",
    };

    static readonly IReadOnlyList<CompiledMethod> Methods =
        [.. CompiledMethod.In(typeof(Database).Assembly).Where(method => !method.Name.StartsWith("M00", StringComparison.Ordinal))];

    [Fact]
    public void Nothing_is_committed_unsigned() => Convention.Holds(
        from method in Methods
        where method.Calls.Overlaps(["WriteTransaction.Commit", "DbTransaction.CommitAsync", "DbTransaction.Commit", "IDbContextTransaction.CommitAsync", "IDbContextTransaction.Commit"])
        where !Unsigned.ContainsKey(method.Name) && method.Name != "WriteTransaction.Commit"
        select $"{method.Name} commits by itself: let AuditTrail do it");

    [Fact]
    public void Nothing_is_written_outside_of_a_transaction()
    {
        var found =
            from method in Methods
            where (Writes(method) || method.Calls.Overlaps(WritesForOthers)) && Opens(method) && !method.Handles.Contains(nameof(WriteTransaction))
            select method.Name;

        Convention.Holds(
        [
            .. found.Except(Outside.Keys).Select(name => $"{name} writes by itself: take a WriteTransaction, and let AuditTrail commit it"),
            .. Outside.Keys.Except(found).Select(name => $"{name} writes nothing by itself any more: strike it off the list"),
        ]);
    }

    /// <summary>What writes by a connection that it is handed: whoever hands it must have a transaction.</summary>
    static HashSet<string> WritesForOthers { get; } = Handed();

    static HashSet<string> Handed()
    {
        var handed = new HashSet<string>();
        int before;
        do
        {
            before = handed.Count;
            handed.UnionWith(
                from method in Methods
                where (Writes(method) || method.Calls.Overlaps(handed)) && !Opens(method) && !method.Handles.Contains(nameof(WriteTransaction))
                select method.Name);
        }
        while (handed.Count > before);
        return handed;
    }

    /// <summary>It has a session of its own, made or injected, and not the one of a transaction.</summary>
    static bool Opens(CompiledMethod method) =>
        method.Handles.Contains("own Db") || method.Calls.Overlaps(["Database.Connect", "Db..ctor", "LimitedDb..ctor"]);

    static bool Writes(CompiledMethod method) =>
        method.Calls.Any(call => Writing().IsMatch(call)) || method.Texts.Any(text => Statement().IsMatch(text));

    [GeneratedRegex(@"\.(ExecuteUpdate|ExecuteDelete|SaveChanges|ExecuteNonQuery)|^Database\.Rows$")]
    private static partial Regex Writing();

    [GeneratedRegex(@"^\s*(INSERT INTO|UPDATE|DELETE FROM|COPY) ")]
    private static partial Regex Statement();
}
