namespace Platen.Samples;

/// <summary>
/// The devices the dealer sells. Names, forms of serials and sizes of counters are those of real devices; every serial
/// made from them is invented.
/// </summary>
static class Catalogue
{
    const string A3Colour = "A3 colour MFP", A3Mono = "A3 mono MFP", A4ColourMfp = "A4 colour MFP";
    const string A4Colour = "A4 colour printer", A4Mono = "A4 mono printer";

    // A3 multifunction devices: scans are counted too.
    public static readonly Model SharpMx3570 = new(
        "SHA-MX3570N", "MX-3570N", "Sharp MX-3570N 35 ppm", A3Colour, "73#####X00",
        new Duty("Mono", 3400, 92000), new Duty("Colour", 1150, 30000), new Duty("Scan", 620, 13500))
    { Digits = 8 };

    public static readonly Model SharpMx266 = new(
        "SHA-MXM266NV", "MX-M266NV", "Sharp MX-M266NV 26 ppm", A3Mono, "05#####100",
        new Duty("Mono", 3000, 90000), new Duty("Scan", 800, 24000))
    { Digits = 8 };

    public static readonly Model RicohMpC3002 = new(
        "RIC-MPC3002", "Aficio MP C3002", "Ricoh Aficio MP C3002 30 ppm", A3Colour, "W49#KC#####",
        new Duty("Mono", 4200, 180000), new Duty("Colour", 1500, 91000));

    public static readonly Model RicohMpC2050 = new(
        "RIC-MPC2050", "Aficio MP C2050", "Ricoh Aficio MP C2050 20 ppm", A3Colour, "V23########",
        new Duty("Mono", 2100, 105000), new Duty("Colour", 780, 55000));

    public static readonly Model Taskalfa6052 = new(
        "KYO-TA6052", "TASKalfa 6052ci", "Kyocera TASKalfa 6052ci 60 ppm", A3Colour, "W2E#######",
        new Duty("Mono", 7200, 241000), new Duty("Colour", 4100, 182000), new Duty("Scan", 2600, 88000));

    public static readonly Model Taskalfa4053 = new(
        "KYO-TA4053", "TASKalfa 4053ci", "Kyocera TASKalfa 4053ci 40 ppm", A3Colour, "RH3#Z#####",
        new Duty("Mono", 3800, 36000), new Duty("Colour", 2400, 39500), new Duty("Scan", 6900, 230000));

    /// <summary>Counts A3 sheets apart, for customers who are billed by size.</summary>
    public static readonly Model Taskalfa3011 = new(
        "KYO-TA3011", "TASKalfa 3011i", "Kyocera TASKalfa 3011i 30 ppm", A3Mono, "W2K#######",
        new Duty("Mono", 5200, 351000), new Duty("A3", 810, 54000));

    /// <summary>Six digits on the counter: it begins again after 999,999.</summary>
    public static readonly Model Bizhub421 = new(
        "KON-BH421", "bizhub 421", "Konica Minolta bizhub 421 42 ppm", A3Mono, "A0R602#######",
        new Duty("Mono", 9200, 463000))
    { Digits = 6 };

    public static readonly Model BizhubC224 = new(
        "KON-BHC224", "bizhub C224", "Konica Minolta bizhub C224e 22 ppm", A3Colour, "A5C402#######",
        new Duty("Mono", 1900, 11000), new Duty("Colour", 850, 4600));

    public static readonly Model BizhubC554 = new(
        "KON-BHC554", "bizhub C554", "Konica Minolta bizhub C554e 55 ppm", A3Colour, "A5AY02#######",
        new Duty("Mono", 6100, 140000), new Duty("Colour", 3300, 76000));

    public static readonly Model AltaLinkC8045 = new(
        "XER-C8045", "AltaLink C8045", "Xerox AltaLink C8045 45 ppm", A3Colour, "33########",
        new Duty("Mono", 4400, 88000), new Duty("Colour", 2300, 41000), new Duty("Scan", 1900, 36000));

    // Desk printers and small multifunction devices.
    public static readonly Model LaserJet2055 = new(
        "HP-P2055DN", "LaserJet P2055dn", "HP LaserJet P2055dn 33 ppm", A4Mono, "CNCM@#####",
        new Duty("Mono", 850, 19000));

    public static readonly Model LaserJet4015 = new(
        "HP-P4015", "LaserJet P4015", "HP LaserJet P4015 50 ppm", A4Mono, "CNFZ######",
        new Duty("Mono", 2600, 130000));

    /// <summary>An old board with a counter of 16 bits.</summary>
    public static readonly Model LaserJet2100 = new(
        "HP-LJ2100", "LaserJet 2100", "HP LaserJet 2100 10 ppm", A4Mono, "FRGX######",
        new Duty("Mono", 85, 46000))
    { RollsOverAt = 65536 };

    public static readonly Model EcosysP2040 = new(
        "KYO-P2040", "ECOSYS P2040dw", "Kyocera ECOSYS P2040dw 40 ppm", A4Mono, "VD3#######",
        new Duty("Mono", 1100, 7300));

    public static readonly Model Samsung4080 = new(
        "SAM-M4080FX", "M4080FX", "Samsung ProXpress M4080FX 40 ppm", "A4 mono MFP", "ZDFN8KG@###@1@Z",
        new Duty("Mono", 1500, 22900))
    { Digits = 7 };

    public static readonly Model BrotherL8260 = new(
        "BRO-L8260", "HL-L8260CDW", "Brother HL-L8260CDW 31 ppm", A4Colour, "U64641F#K######",
        new Duty("Mono", 700, 23000), new Duty("Colour", 420, 19900));

    public static readonly Model BrotherDcp9020 = new(
        "BRO-DCP9020", "DCP-9020CDW", "Brother DCP-9020CDW 18 ppm", A4ColourMfp, "E71833D#J######",
        new Duty("Mono", 260, 1760), new Duty("Colour", 340, 3170));

    public static readonly Model EpsonC5790 = new(
        "EPS-C5790", "WF-C5790BA", "Epson WorkForce Pro WF-C5790BA 24 ppm", A4ColourMfp, "X3C8######",
        new Duty("Mono", 900, 12000), new Duty("Colour", 640, 9600));

    public static readonly Model LexmarkX792 = new(
        "LEX-X792", "X792", "Lexmark X792 50 ppm", A4ColourMfp, "75620294#####-96-0",
        new Duty("Mono", 1700, 16000), new Duty("Colour", 900, 9200));

    public static readonly Model ColorLaserJet2025 = new(
        "HP-CP2025", "Color LaserJet CP2025dn", "HP Color LaserJet CP2025dn 20 ppm", A4Colour, "CNHT######",
        new Duty("Mono", 310, 5500), new Duty("Colour", 480, 16400));
}
