//! Importing tables: what each kind does, row by row, and the laws that hold for all of them.

use proptest::prelude::*;
use sandtable::{
    edit,
    exchange::{
        Created, Encoding, Field, Form, Import, ImportError, Kind, MAX_IMPORTED, Mapping, Options, Reading, Reason,
        RowFate, SheetError, import, likely_kind, preview,
    },
    file,
    model::*,
    text::{Lang, import as text},
};

fn take(workbook: &Workbook, options: &Options, table: &str) -> Import {
    import(workbook, table.as_bytes(), options).unwrap()
}

/// The workbook after a table that must go in without a word.
fn after(workbook: &Workbook, options: &Options, table: &str) -> Workbook {
    let import = take(workbook, options, table);
    assert_eq!(import.report.refused, [], "{table}");
    import.after
}

fn contacts(account: &str) -> Options {
    Options { account: Some(CustomerId::new(account).unwrap()), ..Options::new(Kind::Contacts) }
}

fn ratings(points: Option<u8>) -> Options {
    Options { points: points.map(|points| Points::new(points).unwrap()), ..Options::new(Kind::Ratings) }
}

/// Row, column, field and reason of each refusal.
fn refusals(import: &Import) -> Vec<(usize, usize, Option<Field>, Reason)> {
    let refused = import.report.refused.iter();
    refused.map(|r| (r.row, r.place.column, r.field, r.reason.clone())).collect()
}

#[test]
fn people_are_added_changed_and_left_alone() {
    let options = Options::new(Kind::People);
    let first = take(
        &Workbook::default(),
        &options,
        "id,name,title,manager,position,class\n007,张伟,经理,boss,head,A\n8,李敏,,007,副职,\n,nobody,,,,\n9,x,,,chief,\n",
    );
    assert_eq!(first.report.added, [2, 3]);
    let words = vec!["head", "deputy", "member"];
    assert_eq!(
        refusals(&first),
        [(4, 1, Some(Field::Id), Reason::Blank), (5, 7, Some(Field::Position), Reason::Word(words))]
    );
    assert_eq!(first.report.created, [Created::Member(MemberId::new("boss").unwrap())]);
    let zhang = first.after.team.get("007").unwrap();
    assert_eq!((zhang.name.as_str(), zhang.title.as_str(), zhang.class.as_str()), ("张伟", "经理", "A"));
    assert_eq!((zhang.manager.as_ref().unwrap().as_str(), zhang.position), ("boss", Some(Position::Head)));
    assert_eq!(first.after.team.get("8").unwrap().position, Some(Position::Deputy));

    let second = take(&first.after, &options, "ID;姓名;职务\n8;;总监\n007;张伟;\nboss;;\n");
    assert_eq!((second.report.changed, second.report.unchanged), (vec![2], vec![3, 4]));
    let li = second.after.team.get("8").unwrap();
    assert_eq!((li.name.as_str(), li.title.as_str()), ("李敏", "总监"), "a blank cell leaves what is known");
}

#[test]
fn a_later_row_may_repeat_but_not_contradict() {
    let table = "id,name,title\n1,a,x\n1,a,\n1,b,\n";
    let import = take(&Workbook::default(), &Options::new(Kind::People), table);
    assert_eq!((import.report.added.as_slice(), import.report.unchanged.as_slice()), ([2].as_slice(), [3].as_slice()));
    assert_eq!(refusals(&import), [(4, 1, Some(Field::Id), Reason::Contradicts(2))]);
    assert_eq!(import.after.team.get("1").unwrap().name, "a");
}

#[test]
fn customers_have_scores_in_range() {
    let table = "id,name,年采购额,revenue,introduced,needs_known,profit,offering_us,产品（对手）\n\
                 acme,Acme,\"1,200,000\",３００,√,no,8,7.5,5\n\
                 low,,,,,,0,,\n\
                 maybe,,,,perhaps,,5,,\n";
    let import = take(&Workbook::default(), &Options::new(Kind::Customers), table);
    let range = Reason::Range(OutOfRange { value: 0.0, min: 1.0, max: 10.0 });
    let profit = Field::Criterion(Criterion::Attraction(Attraction::Profit));
    assert_eq!(refusals(&import), [(3, 10, Some(profit), range), (4, 10, Some(Field::Introduced), Reason::YesNo)]);
    let acme = import.after.customers.get("acme").unwrap();
    assert_eq!((acme.annual_spend.unwrap().get(), acme.revenue.unwrap().get()), (1_200_000.0, 300.0));
    let contacted = Contacted { introduced: Some(true), procedure_known: None, needs_known: Some(false) };
    assert_eq!(acme.contacted, contacted);
    let score = |criterion| acme.score(criterion).map(Score::get);
    assert_eq!(score(Criterion::Us(Advantage::Offering)), Some(7.5));
    assert_eq!(score(Criterion::Rival(Advantage::Offering)), Some(5.0));
    assert_eq!(score(Criterion::Attraction(Attraction::Credit)), None);
}

#[test]
fn contributions_are_summed_within_a_table_and_replaced_by_the_next() {
    let options = Options::new(Kind::Contributions);
    let table = "customer,offering,margin\nacme,a,100\nacme,a,−30.5\nacme,b,+\nacme,b,++\nbeta,a,-\nbeta,a,−\n\
                 beta,a,5\nbeta,b,+\nbeta,b,-\nbeta,c,\n";
    let first = take(&Workbook::default(), &options, table);
    let margin = |workbook: &Workbook, customer: &str, offering: &str| {
        let key = (CustomerId::new(customer).unwrap(), OfferingId::new(offering).unwrap());
        workbook.contributions.get(&key).map(|cell| cell.margin)
    };
    assert_eq!(margin(&first.after, "acme", "a"), Some(Margin::Amount(Money::new(69.5).unwrap())));
    assert_eq!(margin(&first.after, "acme", "b"), Some(Margin::Sign(MarginSign::StronglyPositive)));
    assert_eq!(margin(&first.after, "beta", "a"), Some(Margin::Sign(MarginSign::Negative)));
    assert_eq!(margin(&first.after, "beta", "b"), Some(Margin::Sign(MarginSign::Positive)));
    let reasons: Vec<_> = refusals(&first).into_iter().map(|(row, _, _, reason)| (row, reason)).collect();
    assert_eq!(reasons, [(8, Reason::Sum(6)), (10, Reason::Sum(9)), (11, Reason::Blank)]);
    assert_eq!(first.report.added, [2, 3, 4, 5, 6, 7, 9]);
    assert_eq!((first.after.customers.len(), first.after.offerings.len()), (2, 2));

    let second = take(&first.after, &options, "customer,offering,margin\nacme,a,7\nacme,b,++\n");
    assert_eq!((second.report.changed, second.report.unchanged), (vec![2], vec![3]));
    assert_eq!(margin(&second.after, "acme", "a"), Some(Margin::Amount(Money::new(7.0).unwrap())));
}

#[test]
fn contacts_come_in_with_all_that_is_wrong_with_their_lines() {
    let table = "id,name,reports_to,roles,influence,status,support,coverage,last_contact,owner\n\
                 1,王总,,decider|寻找者,9,inner,supporter,in depth,2026/11/1,lee\n\
                 2,b,1,searcher,,,,,,\n\
                 3,c,nobody,,,,,,,\n\
                 4,d,4,,,,,,,\n\
                 5,e,6,,,,,,,\n\
                 6,f,5,,,,,,,\n\
                 2,b again,3,,11,,,,,\n\
                 7,g,,boss,,,,,,\n";
    let import = take(&Workbook::default(), &contacts("acme"), table);
    assert_eq!((import.report.added.len(), &import.report.duplicates), (6, &vec![8]));
    assert_eq!(import.report.refused.len(), 1);
    let organisation = import.after.organisations.get("acme").unwrap();
    let wang = organisation.contacts.get("1").unwrap();
    assert_eq!(wang.roles.keys().copied().collect::<Vec<_>>(), [DecisionRole::Sourcer, DecisionRole::Decider]);
    assert_eq!(wang.influence, Some(Judged::assumed(Influence::new(9).unwrap())));
    assert_eq!(wang.status, Some(Judged::assumed(PoliticalStatus::Inner)));
    assert_eq!(wang.coverage, Some(Judged::assumed(Coverage::InDepth)));
    assert!(import.after.team.contains("lee"));
    assert_eq!(organisation.contacts.get("2").unwrap().name, "b", "the first row is the person");
    let duplicate = &organisation.duplicates[0];
    assert_eq!((duplicate.id.as_str(), duplicate.fields["name"].as_str()), ("2", "b again"));
    let structure = import.report.structure.as_ref().unwrap();
    assert_eq!((structure.people, structure.roots.len(), structure.cycles.len()), (6, 1, 2));
    assert_eq!(structure.unknown_managers[0].manager.as_str(), "nobody");

    let again = take(&import.after, &contacts("acme"), table);
    assert_eq!((again.edit, again.report.unchanged.len(), again.report.duplicates.len()), (None, 6, 1));
}

#[test]
fn a_contact_keeps_what_was_confirmed_and_what_the_table_does_not_say() {
    let first =
        after(&Workbook::default(), &contacts("acme"), "id,name,support,influence,roles\n1,a,supporter,5,user\n");
    let account = CustomerId::new("acme").unwrap();
    let mut contact = first.organisations.get("acme").unwrap().contacts.get("1").unwrap().clone();
    contact.support.as_mut().unwrap().certainty = Certainty::Confirmed;
    contact.roles.get_mut(&DecisionRole::User).unwrap().certainty = Certainty::Confirmed;
    contact.note = "met in May".to_owned();
    let put = edit::Edit::Organisation(account, edit::OrganisationEdit::Put(Box::new(contact)));
    let confirmed = edit::apply(&first, put).unwrap();

    let table = "id,support,influence,roles\n1,supporter,6,user|decider\n";
    let second = after(&confirmed, &contacts("acme"), table);
    let contact = second.organisations.get("acme").unwrap().contacts.get("1").unwrap();
    assert_eq!(contact.support.as_ref().unwrap().certainty, Certainty::Confirmed, "the same judgement keeps its basis");
    assert_eq!(contact.influence, Some(Judged::assumed(Influence::new(6).unwrap())));
    assert_eq!(contact.roles[&DecisionRole::User].certainty, Certainty::Confirmed);
    assert_eq!(contact.roles[&DecisionRole::Decider].certainty, Certainty::Assumed);
    assert_eq!((contact.name.as_str(), contact.note.as_str()), ("a", "met in May"));
}

#[test]
fn goals_share_the_factors_of_their_card() {
    let options = Options::new(Kind::Goals);
    let table = "person,period,goal,weight,completion,difficulty,effort\n\
                 zhang,2026-Q3,签约,60,105%,110,\n\
                 zhang,2026-Q3,回款,40%,,110,100\n\
                 zhang,2026-Q3,拜访,10,50,120,\n\
                 zhang,2026-Q3,拜访,10,50,,\n\
                 zhang,2026-Q4,签约,100,90,,\n\
                 zhang,2026-Q4,回款,5,90,100,100\n\
                 zhang,2026-Q4,,5,,,\n\
                 zhang,2026-Q4,回款,6,,,\n";
    let import = take(&Workbook::default(), &options, table);
    let reasons: Vec<_> =
        refusals(&import).into_iter().map(|(row, _, field, reason)| (row, field.unwrap(), reason)).collect();
    assert_eq!(
        reasons,
        [
            (4, Field::Difficulty, Reason::Contradicts(2)),
            (5, Field::Difficulty, Reason::Contradicts(2)),
            (8, Field::Goal, Reason::Blank),
            (9, Field::Goal, Reason::Contradicts(7)),
        ]
    );
    let card = |workbook: &Workbook, period: &str| {
        let key = (MemberId::new("zhang").unwrap(), PeriodId::new(period).unwrap());
        workbook.goal_cards.get(&key).unwrap().clone()
    };
    let q3 = card(&import.after, "2026-Q3");
    assert_eq!(
        (q3.factors.difficulty.map(Percent::get), q3.factors.effort.map(Percent::get)),
        (Some(110.0), Some(100.0))
    );
    let goal = q3.goals.get("签约").unwrap();
    assert_eq!((goal.weight.unwrap().get(), goal.completion.unwrap().get()), (60.0, 105.0));
    assert_eq!(q3.goals.get("回款").unwrap().completion, None);
    assert_eq!(card(&import.after, "2026-Q4").goals.len(), 2);
    assert!(import.after.team.contains("zhang"));
    assert_eq!(take(&import.after, &options, table).edit, None);
}

#[test]
fn a_goal_is_found_by_its_name_and_a_long_one_has_a_shorter_id() {
    let options = Options::new(Kind::Goals);
    let long = "很长的目标".repeat(60);
    let table = format!("person,goal,weight\nz,\"two\nlines\",30\nz,{long},70\n");
    let first = after(&Workbook::default(), &options, &table);
    let card = first.goal_cards.first().unwrap();
    assert_eq!(card.period.as_str(), "—", "no period is said");
    assert_eq!(card.goals.get("two lines").unwrap().name, "two\nlines");
    assert_eq!(card.goals.at(1).unwrap().name, long);
    assert_eq!(take(&first, &options, &table).edit, None);
}

const RATINGS: &str = "ratee,rater,group,role,item,score\n\
                       z,z,self,S,s1,4\n\
                       z,z,self,T,t1,5\n\
                       z,p1,peer,S,s2,\n\
                       z,p1,peer,S,s1,3\n";

#[test]
fn ratings_make_a_round_with_an_instrument_of_their_own() {
    let first = after(&Workbook::default(), &ratings(None), RATINGS);
    let round = first.rounds.get("imported").unwrap();
    let instrument = first.instruments.get(&(round.instrument.clone(), round.version)).unwrap();
    let items: Vec<_> =
        instrument.scored_items().map(|(role, item)| (role.unwrap().id.as_str(), item.id.as_str())).collect();
    assert_eq!(items, [("S", "s1"), ("S", "s2"), ("T", "t1")]);
    assert_eq!(instrument.points.get(), 5);
    let answers: Vec<_> = round.responses.iter().map(|r| (r.rater.as_str(), r.group, r.answers.to_string())).collect();
    assert_eq!(answers, [("z", RaterGroup::Oneself, "4.5".to_owned()), ("p1", RaterGroup::Peer, "3-".to_owned())]);
    assert!(first.team.contains("z") && !first.team.contains("p1"));

    let again = take(&first, &ratings(None), RATINGS);
    assert_eq!((again.edit, again.report.unchanged), (None, vec![2, 3, 4, 5]));
}

#[test]
fn new_items_join_an_imported_round_and_answers_move_along() {
    let first = after(&Workbook::default(), &ratings(None), RATINGS);
    let table = "ratee,rater,group,role,item,score\nz,p1,peer,S,s3,2\nz,p1,peer,S,s1,4\n";
    let second = take(&first, &ratings(Some(5)), table);
    assert_eq!((second.report.added, second.report.changed), (vec![2], vec![3]));
    let round = second.after.rounds.get("imported").unwrap();
    let answers: Vec<_> = round.responses.iter().map(|response| response.answers.to_string()).collect();
    assert_eq!(answers, ["4..5", "4-2"], "S has s1 s2 s3 now, and T stands behind");
    assert_eq!(
        import(&first, RATINGS.as_bytes(), &ratings(Some(7))),
        Err(ImportError::OtherScale { round: RoundId::new("imported").unwrap(), has: Points::new(5).unwrap() })
    );
}

#[test]
fn ratings_stay_on_their_scale_and_say_one_thing() {
    let table = "ratee,rater,group,role,item,score\n\
                 z,p,peer,S,a,11\nz,p,peer,S,b,10\nz,p,peer,S,c,2.5\nz,p,peer,S,b,10\nz,p,peer,S,b,9\nz,p,boss,S,b,9\n\
                 z,,peer,S,b,9\n";
    let import = take(&Workbook::default(), &ratings(Some(10)), table);
    assert_eq!((&import.report.added, &import.report.unchanged), (&vec![3], &vec![5]));
    let reasons: Vec<_> = refusals(&import).into_iter().map(|(row, _, _, reason)| (row, reason)).collect();
    assert_eq!(reasons[0], (2, Reason::Range(OutOfRange { value: 11.0, min: 1.0, max: 10.0 })));
    assert_eq!(reasons[1..3], [(4, Reason::Whole), (6, Reason::Contradicts(3))]);
    assert!(matches!(&reasons[3], (7, Reason::Word(_))) && reasons[4] == (8, Reason::Blank));
}

#[test]
fn an_instrument_of_others_is_not_extended() {
    let mut workbook = after(&Workbook::default(), &ratings(None), RATINGS);
    let mut round = workbook.rounds.first().unwrap().clone();
    round.id = RoundId::new("spring").unwrap();
    workbook = edit::apply(&workbook, edit::Edit::Assessment(edit::AssessmentEdit::PutRound(Box::new(round)))).unwrap();
    let options = Options { round: Some(RoundId::new("spring").unwrap()), ..ratings(None) };
    let table = "ratee,rater,group,role,item,score\nz,q,peer,S,s1,4\nz,q,peer,S,new,4\n";
    let import = take(&workbook, &options, table);
    assert_eq!(import.report.added, [2]);
    assert!(matches!(refusals(&import)[0].3, Reason::UnknownItem(..)));
}

#[test]
fn columns_are_named_by_hand_or_refused_by_name() {
    let people = |columns: &[&str]| Options {
        columns: columns.iter().map(|c| c.parse::<Mapping>().unwrap()).collect(),
        ..Options::new(Kind::People)
    };
    let table = "Staff No,Full Name,name\n1,a,b\n";
    let mapped = after(&Workbook::default(), &people(&["id=staff_no", "name=Full Name"]), table);
    assert_eq!(mapped.team.get("1").unwrap().name, "a");
    let error = |columns: &[&str], table: &str| {
        let error = import(&Workbook::default(), table.as_bytes(), &people(columns)).unwrap_err();
        text::error(Lang::En, "t.csv", &error)
    };
    let missing = error(&[], table);
    assert!(missing.contains("missing: id") && missing.contains("Staff No, Full Name, name"), "{missing}");
    let unknown = error(&["id=Nr"], table);
    assert!(unknown.contains("“Nr”") && unknown.contains("Staff No, Full Name, name"), "{unknown}");
    assert!(error(&["salary=Staff No"], table).contains("id, name, title, manager, position, class"));
    assert!(error(&["id=Staff No", "ID=name"], table).contains("id is named twice"));
    assert!(error(&[], "id,ID\n1,2\n").contains("id, ID"));
    assert_eq!("id=a=b".parse(), Ok(Mapping { field: "id".to_owned(), column: "a=b".to_owned() }));
    assert!("id".parse::<Mapping>().is_err() && "=a".parse::<Mapping>().is_err() && "id=".parse::<Mapping>().is_err());
}

#[test]
fn hostile_tables_are_refused_or_kept_as_text() {
    let people = Options::new(Kind::People);
    let error = |bytes: &[u8]| import(&Workbook::default(), bytes, &people).unwrap_err();
    assert_eq!(error(b""), ImportError::Sheet(SheetError::Empty));
    assert_eq!(error(b"\n ,\n"), ImportError::Sheet(SheetError::Empty));
    assert_eq!(error(b"id,name\n1,\0\n"), ImportError::Sheet(SheetError::NotText));
    assert_eq!(error(&vec![b'x'; (64 << 20) + 1]), ImportError::Sheet(SheetError::TooLarge));
    let open = SheetError::OpenQuote(file::Position { line: 2, column: 3 });
    assert_eq!(error(b"id,name\n1,\"x\n2,y\n"), ImportError::Sheet(open));
    let formula = after(&Workbook::default(), &people, "id,name\n=1+1,\"=cmd|' /C calc'!A0\"\n");
    assert_eq!(formula.team.get("=1+1").unwrap().name, "=cmd|' /C calc'!A0");
    let ragged = take(&Workbook::default(), &people, "id,name,title\n1\n2,b,c,,\n3,b,c,d\n");
    assert_eq!(ragged.report.added, [2, 3]);
    assert_eq!(refusals(&ragged), [(4, 7, None, Reason::BeyondHeader)]);
    let long = format!("id,name\n{},a\nb\u{7}c,d\n2,ok\n", "长".repeat(201));
    let long = take(&Workbook::default(), &people, &long);
    assert_eq!((long.report.added, long.report.refused.len()), (vec![4], 2));
}

#[test]
fn refusals_name_file_line_column_field_and_what_was_expected() {
    let table = "id,name,profit\n1,a,5\n2,\"b\nb\",12\n";
    let import = take(&Workbook::default(), &Options::new(Kind::Customers), table);
    let lines = |lang| text::report(lang, "t.csv", Kind::Customers, &import);
    assert_eq!(
        lines(Lang::En),
        [
            "t.csv (customers): 1 added, 0 changed, 0 unchanged, 1 refused",
            "Added: row 2",
            "Refused: row 3",
            "t.csv:4:4: profit: row 3 “12”: out of range; expected 1 to 10",
        ]
    );
    assert_eq!(lines(Lang::Zh)[3], "t.csv:4:4: profit: 第 3 行“12”：超出范围；应为 1 到 10");
}

/// Tables of a kind with ids and values that often repeat, contradict or are bad.
fn any_table(kind: Kind) -> impl Strategy<Value = String> {
    let id = || "[ab1]?";
    let cell = move |field: Field| {
        let words = match field {
            Field::Group => "(self|peer|manager)?",
            Field::Roles => "(user|decider)?",
            Field::Position => "(head|member)?",
            Field::Introduced | Field::NeedsKnown | Field::ProcedureKnown => "(yes|no)?",
            Field::Status => "(inner)?",
            Field::Support => "(mentor|enemy)?",
            Field::Coverage => "(none|brief)?",
            Field::LastContact => "(2026-01-0[1-3])?",
            Field::Score | Field::Influence | Field::Criterion(_) => "[1-6]?",
            Field::Margin => "([1-9]|\\+|-)",
            Field::Weight | Field::Completion | Field::AnnualSpend | Field::Revenue => "[1-9]?0?",
            Field::Difficulty | Field::Effort => "(100)?",
            _ => id(),
        };
        prop::string::string_regex(words).unwrap()
    };
    let fields = kind.fields();
    let header = fields.iter().map(|field| field.name()).collect::<Vec<_>>().join(",");
    let row = fields.into_iter().map(cell).collect::<Vec<_>>();
    prop::collection::vec(row, 0..12)
        .prop_map(move |rows| rows.iter().fold(header.clone(), |table, row| table + "\n" + &row.join(",")))
}

proptest! {
    /// The law of imports: the same table again changes nothing, and no row is lost without a word.
    #[test]
    fn the_same_table_again_changes_nothing(
        (kind, tables) in prop::sample::select(&Kind::ALL[..])
            .prop_flat_map(|kind| (Just(kind), prop::collection::vec(any_table(kind), 1..3))),
    ) {
        let options = Options { account: Some(CustomerId::new("acme").unwrap()), ..Options::new(kind) };
        let mut workbook = Workbook::default();
        for table in &tables {
            let once = take(&workbook, &options, table);
            let report = &once.report;
            let told = report.added.len() + report.changed.len() + report.unchanged.len()
                + report.duplicates.len() + report.refused.len();
            let rows = table.lines().skip(1).filter(|row| row.chars().any(|c| c != ',')).count();
            prop_assert_eq!(told, rows);
            prop_assert_eq!(once.edit.is_some(), once.after != workbook);
            let twice = take(&once.after, &options, table);
            prop_assert_eq!(twice.edit, None);
            prop_assert_eq!(twice.report.added.len() + twice.report.changed.len(), 0);
            prop_assert_eq!(&twice.report.refused, &report.refused);
            workbook = once.after;
        }
    }
}

#[test]
fn a_title_may_stand_above_the_header() {
    let options = Options::new(Kind::Contributions);
    let table = "2026 年订单明细,,\n\n单位：元,,\n客户,产品,贡献\nacme,a,5\n";
    let titled = take(&Workbook::default(), &options, table);
    assert_eq!((titled.report.added.as_slice(), titled.report.refused.len()), ([5].as_slice(), 0));
    // A table of one column has no title, whatever its header is called.
    let options = Options { columns: vec!["id=公司".parse().unwrap()], ..Options::new(Kind::Customers) };
    assert_eq!(after(&Workbook::default(), &options, "公司\nacme\nbeta\n").customers.len(), 2);
    let error = import(&Workbook::default(), "x\ny\nz\n".as_bytes(), &Options::new(Kind::Customers)).unwrap_err();
    let columns = vec!["x".to_owned()];
    assert_eq!(error, ImportError::MissingColumns { missing: vec![Field::Id], columns });
}

#[test]
fn amounts_are_read_as_exports_write_them_and_totals_are_refused() {
    let table = "customer,offering,margin\nacme,a,\"¥1,234.50\"\nacme,a,(34.50)\n\nbeta,a,12 USD\n合计,a,1212\nacme,小计,1\n\
                 Total,,1\ngamma,a,\"12,5\"\n";
    let import = take(&Workbook::default(), &Options::new(Kind::Contributions), table);
    let margins: Vec<Margin> = import.after.contributions.iter().map(|cell| cell.margin).collect();
    assert_eq!(margins, [1200.0, 12.0].map(|amount| Margin::Amount(Money::new(amount).unwrap())));
    let reasons: Vec<_> = refusals(&import).into_iter().map(|(row, _, field, reason)| (row, field, reason)).collect();
    assert_eq!(
        reasons,
        [
            (6, Some(Field::Customer), Reason::Total),
            (7, Some(Field::Offering), Reason::Total),
            (8, Some(Field::Customer), Reason::Total),
            (9, Some(Field::Margin), Reason::Margin),
        ]
    );
    // Somebody who is really called that is known by then.
    let known = after(&Workbook::default(), &Options::new(Kind::People), "id\nx\n");
    let mut customers = Table::default();
    customers.put(Customer::new(CustomerId::new("Total").unwrap(), "Total Energies"));
    let known = Workbook { customers: std::sync::Arc::new(customers), ..known };
    let table = "customer,offering,margin\nTotal,a,1\n";
    assert_eq!(after(&known, &Options::new(Kind::Contributions), table).contributions.len(), 1);
}

#[test]
fn a_preview_shows_what_is_read_and_what_would_become_of_it() {
    let table = "Kunde;offering;margin;note\nacme;a;3;x\nacme;b;?\nacme;a;\"1,000\";\n".as_bytes();
    let look = |options: &Options| preview(&Workbook::default(), table, options).unwrap();
    let unclear = look(&Options::new(Kind::Contributions));
    assert_eq!(unclear.form, Form::Text { encoding: Encoding::Utf8, separator: ';' });
    assert_eq!(unclear.headers, ["Kunde", "offering", "margin", "note"]);
    assert_eq!(unclear.places, [(Field::Offering, 1), (Field::Margin, 2)]);
    assert_eq!(unclear.first[1], (3, vec!["acme".to_owned(), "b".to_owned(), "?".to_owned()]));
    assert!(matches!(unclear.outcome, Err(ImportError::MissingColumns { .. })));

    let places = vec![(Field::Margin, 2), (Field::Customer, 0), (Field::Offering, 1)];
    let options = Options { places: Some(places), shown: 2, ..Options::new(Kind::Contributions) };
    let clear = look(&options);
    assert_eq!(clear.places, [(Field::Customer, 0), (Field::Offering, 1), (Field::Margin, 2)]);
    let report = clear.outcome.unwrap().report;
    assert_eq!((report.lines(None), report.lines(Some(RowFate::Refused))), (vec![2, 3, 4], vec![3]));
    let fates = [1, 2, 3, 4].map(|line| report.fate(line));
    assert_eq!(fates, [None, Some(RowFate::Added), Some(RowFate::Refused), Some(RowFate::Added)]);
    assert_eq!((report.sums, report.rows.len()), (Some(1), 2));
    let three = Reading::Margin(Margin::Amount(Money::new(3.0).unwrap()));
    let text = |text: &str| Reading::Text(text.to_owned());
    let expected = [(Field::Customer, text("acme")), (Field::Offering, text("a")), (Field::Margin, three)];
    assert_eq!(report.row(2).unwrap().cells, expected);
    assert_eq!(report.row(3).unwrap().cells[2], (Field::Margin, text("?")));

    let by_name = Options { columns: vec!["customer=Kunde".parse().unwrap()], ..Options::new(Kind::Contributions) };
    assert_eq!(look(&options).outcome.unwrap().after, look(&by_name).outcome.unwrap().after);
    for (header, kind) in [("客户,产品,贡献", Kind::Contributions), ("客户,产品", Kind::Customers)] {
        assert_eq!(likely_kind(header.as_bytes(), None), Ok(kind), "{header}");
    }
}

#[test]
fn too_much_at_once_is_refused_whole() {
    let rows = |row: fn(usize) -> String| -> String { (0..=MAX_IMPORTED).map(row).collect() };
    let error = |table: &str| import(&Workbook::default(), table.as_bytes(), &Options::new(Kind::Contributions));
    let many = format!("customer,offering,margin\n{}", rows(|row| format!("{row},a,1\n")));
    let place = file::Position { line: MAX_IMPORTED + 2, column: 1 };
    assert_eq!(error(&many), Err(ImportError::TooMuch(place)));
    let wrong = format!("customer,offering,margin\n{}", rows(|row| format!("{row},a,x\n")));
    match error(&wrong) {
        Err(ImportError::TooManyRefused(first)) => assert_eq!((first.row, first.reason), (2, Reason::Margin)),
        other => panic!("{other:?}"),
    }
    let same = format!("customer,offering,margin\n{}", rows(|_| "acme,a,1\n".to_owned()));
    let sum = error(&same).unwrap().after.contributions.iter().next().unwrap().margin;
    assert_eq!(sum, Margin::Amount(Money::new((MAX_IMPORTED + 1) as f64).unwrap()), "of rows there may be more");
}
