using FsCheck;
using FsCheck.Fluent;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Properties;

/// <summary>Generates sojourns, plausible ones and heaps of unconnected events; a failing one shrinks event by event.</summary>
internal static class Tales
{
    private static readonly DateOnly Start = new(2025, 10, 1);
    private const int Days = 900;

    private static readonly Gen<DateOnly> Day = Gen.Choose(0, Days).Select(days => Start.AddDays(days));
    private static readonly Gen<DateOnly?> MaybeDay = Gen.OneOf(Gen.Constant<DateOnly?>(null), Day.Select(day => (DateOnly?)day));
    private static readonly Gen<Side> Sides = Gen.Elements(Side.Home, Side.Host);
    private static readonly Gen<bool> Mostly = Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)));
    private static readonly Gen<string?> Topics = Gen.Elements(null, "report-in", "greeting", "review", "review-result");
    private static readonly Gen<IReadOnlyList<string>> Months =
        from first in Day
        from count in Gen.Choose(1, 6)
        select (IReadOnlyList<string>)[.. Enumerable.Range(0, count).Select(index => first.AddMonths(index).ToString("yyyy-MM"))];

    /// <summary>One generator for each type of event.</summary>
    private static readonly Gen<SojournEvent>[] EachType =
    [
        With(Gen.Choose(-60, 60), (day, days) => new DepartureReported { On = day, Departs = day.AddDays(days) }),
        With(Sides, Mostly, (day, side, full) => new ContactPersonNamed { On = day, By = side, FullMember = full }),
        Plain<Briefed>(), Plain<CertificateSealed>(), Plain<CertificateIssued>(), Plain<CertificatePresented>(),
        Plain<CertificateWithdrawn>(), Plain<CertificateLost>(),
        With(Sides, (day, side) => new CertificateAudited { On = day, By = side }),
        With(Gen.Elements(null, "signature", "certificate", "nothing"), Mostly,
            (day, shown, known) => new ReportedIn { On = day, Shown = shown, HomeUnknown = !known }),
        Plain<Placed>(), Plain<AssignedWorkDone>(), Plain<MemberReported>(), Plain<ChangeReported>(), Plain<DuesQuarterlyAgreed>(),
        Day.Select(day => (SojournEvent)new Refused { On = day, Code = "not-a-member" }),
        With(Sides, Topics, (day, side, topic) => new Contact { On = day, By = side, Means = "phone", Topic = topic, Reached = day.Day % 5 > 0 }),
        With(Sides, (day, side) => new Care { On = day, By = side, Kind = "relief", Amount = day.Day }),
        With(Mostly, (day, offline) => new OrganizedLife { On = day, Offline = offline }),
        With(Months, Mostly, (day, months, full) => new DuesPaid { On = day, Months = months, At = day.Day % 3 > 0 ? Side.Home : Side.Host, InFull = full }),
        Day.Select(day => (SojournEvent)new Changed { On = day, What = "phone" }),
        With(Sides, Topics, (day, side, topic) => new Feedback { On = day, From = side, Topic = topic }),
        Announced<Election>(), Announced<MajorMatter>(), Announced<Meeting>(),
        With(Gen.Elements("election", "major-matter", "meeting"), (day, what) => new Notified { On = day, Event = what }),
        With(Gen.Elements("home", "host", "floating-organization"), Gen.Elements<int?>(null, 2025, 2026),
            (day, venue, year) => new Reviewed { On = day, Grade = "qualified", Venue = venue, Year = year }),
        With(Gen.Elements("employer", "community", "association"), (day, basis) => new BranchNamed { On = day, Organization = "001.001", Basis = basis }),
        With(Sides, (day, side) => new FeedbackRead { On = day, By = side }),
        With(Gen.Elements(Writer.Home, Writer.Host, Writer.Member), (day, from) => new Message { On = day, From = from, Text = "well" }),
        With(Gen.Elements("election", "meeting"), (day, what) => new NoticeRead { On = day, Event = what }),
        With(Gen.Elements("election", "major-matter"), (day, what) => new OpinionGiven { On = day, Event = what, Text = "yes" }),
        With(Sides, Gen.Choose(1, 16), (day, side, hours) => new Educated { On = day, By = side, Kind = "online", Hours = hours }),
        Day.Select(day => (SojournEvent)new Struck { On = day, Reason = "ticked in error" }),
        With(Sides, (day, side) => new Served { On = day, By = side, Kind = "job" }),
        With(Gen.Choose(1, 300), (day, monthly) => new DuesSet { On = day, From = "2026-01", Monthly = monthly }),
        With(Months, (day, months) => new DuesReductionAsked { On = day, From = months[0], To = months[^1], Monthly = day.Day % 2, Reason = "ill" }),
        With(Mostly, (day, approved) => new DuesReductionDecided { On = day, Approved = approved }),
        Day.Select(day => (SojournEvent)new TransferRefused { On = day, Reason = "not competent" }),
        Plain<ConversionOpinionAsked>(), Plain<ConversionApproved>(),
        With(Mostly, (day, written) => new ConversionOpinion { On = day, Written = written }),
        With(Gen.Elements("converted", "extended", "cancelled"), MaybeDay,
            (day, result, to) => new ConversionDecided { On = day, Result = result, ExtendedTo = to }),
        With(Gen.Elements("settled", "contract", "wish", "unheard-of"), (day, rule) => new TransferConditionMet { On = day, Rule = rule }),
        Plain<TransferUrged>(), Plain<TransferStarted>(), Plain<TransferReceived>(), Plain<ReceiptReturned>(), Plain<Transferred>(),
        Day.Select(day => (SojournEvent)new TransferNotWanted { On = day, Reason = "goes home" }),
        With(Gen.Elements<int?>(null, 10, 30, 200), (day, days) => new TransferLetterIssued { On = day, ValidDays = days }),
        With(Day, MaybeDay, (day, first, last) => new ValidReason { On = day, From = first, To = last }),
        With(Day, (day, from) => new DutiesBegin { On = day, From = from }),
        With(Gen.Elements("A1", "A2", "A3", "A4"), Gen.Choose(-3, 12), (day, item, points) => new ActivityPoints { On = day, Item = item, Points = points }),
        With(Gen.Elements("N1", "N2", "N3", "N4"), MaybeDay,
            (day, item, until) => new Deduction { On = day, Item = item, Points = day.Day, Finding = "99-1", UnderAppeal = day.Day % 2 > 0, Until = until }),
        Plain<Returned>(), Plain<Cancelled>(), Plain<LedgerConfirmed>(), Plain<SweepConfirmed>(), Plain<ReportSubmitted>(), Plain<Consulted>(),
        With(Sides, (day, side) => new Attempt { On = day, By = side, Way = "phone", Result = "no-answer" }),
        Plain<MarkedLost>(),
        With(Sides, (day, side) => new RegisteredNationally { On = day, By = side }),
        With(Sides, (day, side) => new NotNational { On = day, By = side, Reason = "abroad" }),
        With(Gen.Elements("membership", "dues"), (day, what) => new HomeAsked { On = day, What = [what] }),
        With(Gen.Elements("membership", "review"), Gen.Elements("yes", "no", "other"),
            (day, what, said) => new HomeAnswered { On = day, What = what, Answer = said }),
        With(Gen.Elements("no-member", "not-confirmed"), (day, of) => new GuestTold { On = day, Of = of, Text = "until Friday" }),
        With(Gen.Elements("no-member", "not-confirmed"), (day, of) => new GuestHeard { On = day, Of = of, Text = "no" }),
        Day.Select(day => (SojournEvent)new RefusalLifted { On = day, Why = "he lives here" }),
        Day.Select(day => (SojournEvent)new GuestCorrected { On = day, Status = "full", Why = "seen" }),
        Day.Select(day => (SojournEvent)new IdentityLearned { On = day, Document = "seen" }),
        With(Gen.Elements("placed", "moved", "left", "refused"), (day, of) => new ToldHome { On = day, Of = of }),
        With(Gen.Elements("membership", "dues"), (day, what) => new AskedByHost { On = day, What = [what] }),
        With(Gen.Elements("membership", "dues"), (day, what) => new HostAnswered { On = day, What = [what], Text = "yes" }),
        Day.Select(day => (SojournEvent)new HostChanged { On = day, Host = "elsewhere" }),
        Day.Select(day => (SojournEvent)new ReviewAsked { On = day, Way = "letter" }),
        With(Gen.Choose(0, 90), (day, days) => new DepartureLearned { On = day, Departs = day.AddDays(-days) }),
        With(Gen.Choose(1, 180), (day, days) => new KeptUnconfirmed { On = day, Why = "ill", LookAgainOn = day.AddDays(days) }),
        Day.Select(day => (SojournEvent)new HomeChanged { On = day, Name = "elsewhere", Since = day }),
        With(Months, (day, months) => new DuesAtHost { On = day, From = months[0], Basis = "certificate" }),
        Day.Select(day => (SojournEvent)new LeftHost { On = day, Reason = "job-ended" }),
        With(Gen.Elements("list", "declaration"), (day, by) => new Announced { On = day, By = by }),
        Day.Select(day => (SojournEvent)new AnnouncedClosed { On = day, Why = "stayed at home" }),
        Day.Select(day => (SojournEvent)new TransferredIn { On = day, Branch = "001.001" }),
        With(Sides, (day, side) => new Found { On = day, By = side, How = "phone" }),
        With(Mostly, (day, again) => new ReturnChecked { On = day, GoesOutAgain = again }),
        With(MaybeDay, (day, until) => new AgreementInForce { On = day, Until = until }),
        With(Gen.Elements("home-contact", "brief", "pay-dues", "review"), Gen.Elements(null, "2026-Q1", "2026"),
            (day, kind, period) => new Waived { On = day, Kind = kind, Period = period, Reason = "at sea" }),
    ];

    /// <summary>Any event, but rarely one that ends everything.</summary>
    private static readonly Gen<SojournEvent> Any = Gen.Frequency(
        (8, Gen.OneOf(EachType).Where(happened => happened is not (Returned or Transferred or TransferredIn or Cancelled or LeftHost or AnnouncedClosed))),
        (1, Gen.OneOf(EachType)));

    private static readonly Gen<List<SojournEvent>> Heap = Any.ListOf();

    private static readonly Gen<List<SojournEvent>> Plausible =
        from reported in Gen.Choose(0, 200)
        from departs in Gen.Choose(-20, 40)
        from arrives in Gen.Choose(0, 60)
        from placed in Gen.Choose(0, 30)
        from stays in Gen.Choose(0, 700)
        from stage in Gen.Choose(1, 4)
        from others in Any.Where(happened => happened is not
            (DepartureReported or ReportedIn or Placed or Returned or Transferred or TransferredIn or Cancelled or LeftHost or AnnouncedClosed)).ListOf()
        let report = Start.AddDays(reported)
        let departure = report.AddDays(departs)
        let arrival = departure.AddDays(arrives)
        let placement = arrival.AddDays(placed)
        let course = new SojournEvent[]
        {
            new DepartureReported { On = report, Departs = departure },
            new ReportedIn { On = arrival },
            new Placed { On = placement },
            new Returned { On = placement.AddDays(stays) },
        }
        select (List<SojournEvent>)[.. course.Take(stage), .. others];

    private static readonly Gen<MemberFacts> Members =
        from probationary in Mostly
        from ends in Day
        from category in Gen.Elements("employee", "retired", "farmer", "student")
        from abroad in Mostly
        from rural in Mostly
        select new MemberFacts { Status = probationary ? "probationary" : "full", ProbationEnds = ends, Category = category, Abroad = !abroad, Rural = !rural };

    private static readonly Gen<GeneratedSojourn> Gens =
        from member in Members
        from events in Gen.Frequency((3, Plausible), (1, Heap))
        from profile in Gen.Elements("national", "district-b", "two-way-c", "banner-d", "report-e")
        from day in Day
        from isMember in Mostly
        select new GeneratedSojourn(member, events, profile, day) { IsGuest = !isMember };

    public static Arbitrary<GeneratedSojourn> All { get; } = Arb.From(Gens, told =>
        told.Events.Select((_, without) => told with { Events = [.. told.Events.Where((_, index) => index != without)] }));

    /// <summary>Any event of any type.</summary>
    public static Arbitrary<SojournEvent> Events { get; } = Arb.From(Gen.OneOf(EachType));

    /// <summary>One event of each type.</summary>
    public static IEnumerable<SojournEvent> OneOfEach() => EachType.Select(gen => gen.Sample(1)[0]);

    private static Gen<SojournEvent> Plain<T>()
        where T : SojournEvent, new() => Day.Select(day => (SojournEvent)new T { On = day });

    private static Gen<SojournEvent> Announced<T>()
        where T : Announcement, new() =>
        With(Gen.Choose(0, 40), Sides, (day, ahead, side) => new T { On = day, TakesPlace = day.AddDays(ahead), Of = side });

    private static Gen<SojournEvent> With<A>(Gen<A> some, Func<DateOnly, A, SojournEvent> make) => Day.Zip(some, make);

    private static Gen<SojournEvent> With<A, B>(Gen<A> some, Gen<B> others, Func<DateOnly, A, B, SojournEvent> make) =>
        Day.Zip(some.Zip(others), (day, both) => make(day, both.Item1, both.Item2));
}
