using System.Globalization;
using Platen.Notifications;
using Platen.Rating;
using Platen.Shell.Components;

namespace Platen.Billing.Prepaid;

/// <summary>What a notice says.</summary>
static class PrepaidMail
{
    public const string Kind = "prepaid";

    public static NewMail Of(PrepaidLife life, PrepaidNotice notice, string to)
    {
        var (agreed, copies) = (life.Outlook.Agreed, $"prepaid {life.Outlook.Agreed.Type} copies");
        var news = notice.Kind switch
        {
            PrepaidNoticeKind.EndsSoon => $"the {copies} end on {Numerals.Day(agreed.End)}",
            PrepaidNoticeKind.Projected => $"the {copies} will be used up about {Numerals.Day(life.Outlook.UsedUpOn ?? agreed.End)}",
            PrepaidNoticeKind.Threshold => string.Create(CultureInfo.InvariantCulture, $"{notice.Percent} % of the {copies} are used"),
            PrepaidNoticeKind.Reached => $"the {copies} are used up",
            PrepaidNoticeKind.Ended => $"the {copies} ended on {Numerals.Day(agreed.End)}",
        };
        return new NewMail("", Kind, to, Whose(life) + news, Body(life, news)) { About = ("contract", life.Contract) };
    }

    /// <summary>What a notice tells, where it is known whose it is.</summary>
    public static string News(PrepaidLife life, string subject) =>
        subject.StartsWith(Whose(life), StringComparison.Ordinal) ? subject[Whose(life).Length..] : subject;

    static string Whose(PrepaidLife life) => $"{life.Contract}, {life.Customer}: ";

    static string Body(PrepaidLife life, string news)
    {
        var (outlook, agreed) = (life.Outlook, life.Outlook.Agreed);
        return
            $"""
            {char.ToUpperInvariant(news[0])}{news[1..]}.

            Contract   {life.Contract}
            Customer   {life.Customer} ({life.CustomerCode})
            Meter      {agreed.Type}
            Included   {Numerals.Count(agreed.IncludedUsage)} copies
            Used       {Numerals.Count(outlook.Used)}
            Left       {Numerals.Count(outlook.Left)}
            A month    {Numerals.Count(outlook.PerMonth)}, at the pace of the last six
            Last day   {Numerals.Day(agreed.End)}

            {outlook.Beyond()}

            """.ReplaceLineEndings("\n");
    }
}
