using System.Globalization;

namespace Neuropil.Tables;

/// <summary>Dates of spreadsheets: days since 1899-12-30 or, in workbooks that say so, since 1904-01-01; and which number formats show dates.</summary>
internal static class SpreadsheetDate
{
    private const double LastDay = 2_958_466;
    private const int DaysFrom1900To1904 = 1462;

    /// <summary>The number as ISO 8601; null where it is no date.</summary>
    public static string? Text(double serial, bool from1904, bool isElapsed)
    {
        if (isElapsed && serial is >= 0 and < 1e6)
        {
            TimeSpan elapsed = TimeSpan.FromMilliseconds(Math.Round(serial * 86_400_000));
            return string.Create(CultureInfo.InvariantCulture, $"{(long)elapsed.TotalHours:00}:{elapsed.Minutes:00}:{elapsed.Seconds:00}");
        }

        double days = from1904 ? serial + DaysFrom1900To1904 : serial;
        if (!(days >= 0) || days >= LastDay)
        {
            return null;
        }

        // 1900 has a 29 February there: days before it count from one day later.
        double milliseconds = Math.Round((days < 60 && !from1904 && days >= 1 ? days + 1 : days) * 86_400_000);
        DateTime date = new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc).AddTicks((long)milliseconds * TimeSpan.TicksPerMillisecond);
        return days < 1 ? Time(date) : Text(date);
    }

    /// <summary>A date, with its time of day where it has one.</summary>
    public static string Text(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (date.TimeOfDay == TimeSpan.Zero ? string.Empty : "T" + Time(date));

    /// <summary>Whether a number format shows a date or a time; and whether it shows one that has passed, as [h]:mm.</summary>
    public static bool IsDate(int format, string? code, out bool isElapsed)
    {
        isElapsed = format == 46;
        if (code is null)
        {
            return format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);
        }

        for (int place = 0; place < code.Length && code[place] != ';'; place++)
        {
            switch (code[place])
            {
                case '"':
                    int closing = code.IndexOf('"', place + 1);
                    place = closing < 0 ? code.Length : closing;
                    break;
                case '\\' or '_' or '*':
                    place++;
                    break;
                case '[':
                    int end = code.IndexOf(']', place);
                    if (end < 0)
                    {
                        return false;
                    }

                    if (code[(place + 1)..end].Trim('h', 'H', 'm', 'M', 's', 'S').Length == 0 && end > place + 1)
                    {
                        isElapsed = true;
                        return true;
                    }

                    place = end;
                    break;
                case 'G' or 'g' when code.AsSpan(place).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    place += 6;
                    break;
                case 'd' or 'D' or 'm' or 'M' or 'y' or 'Y' or 'h' or 'H' or 's' or 'S':
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    private static string Time(DateTime date)
        => date.ToString(date.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
