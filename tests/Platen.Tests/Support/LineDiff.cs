using System.Text;

namespace Platen.Tests.Support;

/// <summary>The lines that differ between two texts, each change with a little of what surrounds it.</summary>
static class LineDiff
{
    const int Context = 2;

    public static string Of(string expected, string actual)
    {
        var lines = Merge(expected.Split('\n'), actual.Split('\n'));
        var text = new StringBuilder();
        var hidden = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!NearChange(lines, i))
            {
                hidden = true;
                continue;
            }

            if (hidden)
                text.Append("  ...\n");

            hidden = false;
            text.Append(lines[i].Mark).Append(' ').Append(lines[i].Text).Append('\n');
        }

        return text.ToString();
    }

    static bool NearChange(List<Line> lines, int at)
    {
        var last = Math.Min(lines.Count - 1, at + Context);
        for (var i = Math.Max(0, at - Context); i <= last; i++)
        {
            if (lines[i].Mark != ' ')
                return true;
        }

        return false;
    }

    /// <summary>Both texts in one, by their longest common subsequence of lines.</summary>
    static List<Line> Merge(string[] expected, string[] actual)
    {
        var common = CommonLengths(expected, actual);
        var lines = new List<Line>();
        int i = 0, j = 0;
        while (i < expected.Length || j < actual.Length)
        {
            if (i < expected.Length && j < actual.Length && expected[i] == actual[j])
            {
                lines.Add(new(' ', expected[i++]));
                j++;
            }
            else if (j == actual.Length || (i < expected.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(new('-', expected[i++]));
            }
            else
            {
                lines.Add(new('+', actual[j++]));
            }
        }

        return lines;
    }

    static int[,] CommonLengths(string[] expected, string[] actual)
    {
        var lengths = new int[expected.Length + 1, actual.Length + 1];
        for (var i = expected.Length - 1; i >= 0; i--)
        {
            for (var j = actual.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = expected[i] == actual[j]
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    readonly record struct Line(char Mark, string Text);
}
