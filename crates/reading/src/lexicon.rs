//! The words that the readers of speakers, units and events go by.
//!
//! Never here: rules; only lists, and asking whether a word is on one.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words, asked often.
pub(crate) struct Words(LazyLock<HashSet<&'static str>>);

impl Words {
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: Words =
            Words(LazyLock::new(|| $text.split_whitespace().collect()));)*
    };
}

words! {
    /// Nouns of those who say something in reports, singular and plural.
    SPEAKERS = "source sources official officials spokesman spokeswoman spokesperson spokespeople spokesmen
        media agency agencies television tv radio newspaper channel broadcaster monitor monitors group groups
        activist activists witness witnesses resident residents doctor doctors medic medics nurse nurses surgeon
        rescuer rescuers commander commanders officer officers army military ministry minister government
        governor mayor president king envoy adviser advisor coordinator director directors manager chief head heads
        representative delegate delegation ambassador diplomat diplomats opposition rebel rebels fighters
        militants insurgents authorities authority police prosecutor prosecutors court council councillor
        committee commission union observatory organisation organization charity charities mission
        office administration centre center staff workers worker volunteer volunteers teacher teachers refugee refugees
        survivor survivors evacuee evacuees driver drivers relative relatives family families mother father
        woman man women men boy girl wife husband sister brother son daughter lawyer lawyers judge analyst analysts
        journalist journalists reporter reporters correspondent correspondents photographer eyewitness
        eyewitnesses person people civilian civilians negotiator negotiators mediator mediators priest nun
        imam bishop monk patriarch soldier soldiers general colonel captain major lieutenant brigadier
        admiral force forces faction factions militia alliance coalition team teams expert experts
        investigator investigators inspectors report reports statement reports figures data statistics estimate estimates tally
        network hospital hospitals registry service services movement party civil-defence defence defense
        civil crescent cross nations parliament lawmaker lawmakers senator secretary-general secretary commissioner
        ombudsman ombudswoman peacekeepers peacekeeper battalion brigade kremlin pentagon leader leaders member members deputy
        elder elders farmer student students villagers villager locals local shopkeeper trader patient patients
        passenger passengers paramedic paramedics pharmacist engineer assistant aide aides operator operators
        administrator body bodies academic researcher researchers publication website outlet bulletin cluster partners partner
        ngo ngos side sides enemy town municipality consulate embassy palace regime agency's one another insider
        insiders countrywoman detainee detainees prisoner prisoners orphan merchant grandmother grandfather
        interlocutor interlocutors organiser organisers organizer organizers chairman chairwoman founder founders pilot pilots
        crew firefighter firefighters desk superintendent ministers mayors governors ambassadors surgeons paramedics interpreter
        campaigner campaigners blogger association federation society foundation programme directorate department bureau
        headquarters command monk nuns midwives farmers traders sheikh tribesman tribesmen guard guards clerk dispatcher coroner pathologist midwife psychologist
        escort escorts loaders observers observer";
    /// Verbs by which somebody is reported to say something.
    SAYING = "said says say told tells reported reports announced announces added adds confirmed confirms claimed claims
        stated states estimated estimates tweeted wrote writes posted warned warns noted notes acknowledged
        acknowledges insisted insists conceded concedes admitted admits explained explains recalled recalls declared
        declares revealed disclosed testified alleged alleges asserted asserts maintained maintains complained
        complains believes believed reckoned reckons indicated indicates specified replied answered commented
        concluded concludes argued stressed stresses suggested suggests showed show shows predicted expects expected
        fears feared hopes hoped recorded counted registered documented verified tallied logged
        observed estimate claim report believe fear confirm admit insist deny suggest acknowledge say saw witnessed heard watched estimating saying denied denies rejected rejects
        dismissed dismisses accused accuses blamed blames urged urges demanded demands appealed threatened
        vowed pledged promised quoted cited listed described informed informs tweets relayed briefed describes learned learnt understands
        clarified reiterated emphasised emphasized remarked announced detailed tell reiterates emphasises emphasizes
        underlines underlined highlights highlighted remarks recounts recounted related relates reveals discloses
        testifies suspects counts records registers documents verifies cautions cautioned lamented speculated assesses
        assessed calculates calculated tallies lists quotes signalled repeats repeated texted shouted whispered radioed
        observes sees hears witnesses relays clarifies commented mentions mentioned reckon think thinks thought briefs";
    /// Those of them that deny.
    DENYING = "denied denies rejected rejects dismissed dismisses refuted refutes";
    /// Those of them that ask or threaten: what follows is not reported to be.
    ASKING = "urged urges demanded demands appealed threatened vowed pledged promised predicted expects expected fears
        feared hopes hoped";
    /// Verbs whose subject was there and counted or saw.
    SEEING = "saw witnessed observed watched counted heard";
    /// Words that are finite verbs, and end a subject that is read backwards.
    FINITE = "is are was were be been am has have had do does did will would can could may might must shall
        should left leaves went came comes arrived reached fell began begin took takes broke struck fled
        entered died ran drove stopped halted resumed started continued killed wounded hit collapsed landed
        remained remain remains became got made gave sent brought led held kept lost met stood met followed
        burned burnt moved rose dropped froze came happened ended opened closed crossed returned
        received fired shelled attacked bombed targeted denied prevented blocked forced opened threw failed agreed refused tried wanted needed waited walked boarded planned called asked";
    /// Words that end a subject that is read backwards.
    BARRIER = "that but while as when where because although though if after before until since whether than
        then however so nor yet unless whereas whom whose which who meanwhile";
    /// Words that stand between a subject and its verb.
    BETWEEN = "also later earlier then still previously separately meanwhile however already repeatedly has have
        had again further now once only first himself herself itself themselves both all have initially
        subsequently immediately quickly officially publicly privately just recently since therefore did not never";
    /// States that stand for those who are in them: "108 wounded".
    STATES = "wounded injured killed dead missing detained displaced hurt arrested trapped sick critical unaccounted
        evacuated abducted martyred besieged stranded kidnapped disappeared hospitalised hospitalized released rescued
        homeless";
    /// Words that make the number before them a measure.
    MEASURES = "% percent pct per ° km kilometre kilometres kilometer kilometers mile miles metre metres meter
        meters kilo kilos kilogram kilograms kilogrammes yards feet hectares hour hours minute minutes second seconds day days week weeks month
        months year years decade decades dollars euros pounds lira cents degrees gmt utc hrs h th st nd
        rd knots kph mph mm cm kg o'clock times nights night";
    /// Verbs that take those whom they befall right after them.
    BEFALL = "killed killing kill kills wounded wounding injured injuring detained detaining arrested
        arresting evacuated evacuating displaced displacing abducted rescued hurting leaving trapping
        including freed released treated sheltering burying evacuate rescue injures transported transferred referred
        moved hospitalised";
    /// Roles of one human being.
    ROLES = "spokesman spokeswoman spokesperson source official doctor medic nurse governor mayor minister
        president envoy adviser coordinator director chief head representative delegate commander
        officer activist witness resident worker teacher man woman soldier driver councillor rescuer
        lawyer priest nun refugee evacuee survivor general colonel captain deputy secretary-general
        commissioner manager leader dr volunteer ambassador";
    /// Capitalised words that are part of no place.
    NO_PLACE = "the a an he she it they we i u.n un icrc ocha who unhcr unicef wfp sarc red crescent cross
        reuters afp ap bbc sana al-jazeera twitter facebook telegram whatsapp x observatory security
        council human rights doctors state tv smm osce rsf isis islamic army ministry muslim christian
        russian syrian turkish iranian israeli ukrainian serb dutch french british unrwa msf nusra";
    /// Words after which an event is feared, asked for or denied, not told.
    UNREAL = "would could might may if threatened threatening threat threats risk risks fear fears fearing
        afraid avoid investigate ban unless should must stop end halt cease ending stopping alleged
        urged urging demanded warned refrain safe whether against planned denied denying denies rejected
        can cannot prevent protection spared";
    PRONOUNS = "he she it they we i";
    PREPOSITIONS = "in on at from by near during for with of to into outside inside amid under across
        around over through via since after before until within without despite following towards
        along between among speaking citing quoting like unlike per about against";
    DETERMINERS = "a an the this that these those its his her their our my one two three four several some many other
        another both all any most more few local";
}

/// The plural or singular form made the same: `buses` and `bus`, `women` and `woman`.
pub fn singular(word: &str) -> String {
    const ODD: [(&str, &str); 12] = [
        ("people", "person"),
        ("men", "man"),
        ("women", "woman"),
        ("children", "child"),
        ("policemen", "policeman"),
        ("policewomen", "policewoman"),
        ("servicemen", "serviceman"),
        ("lives", "life"),
        ("gunmen", "gunman"),
        ("airmen", "airman"),
        ("troops", "troop"),
        ("families", "family"),
    ];
    if let Some((_, one)) = ODD.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    // "militiamen", "firemen"; "specimen" and "regimen" are on no list.
    if let Some(stem) =
        word.strip_suffix("men").filter(|stem| stem.len() > 2 && *stem != "speci" && *stem != "regi")
    {
        return format!("{stem}man");
    }
    for (many, one) in
        [("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("uses", "us"), ("ies", "y")]
    {
        if let Some(stem) = word.strip_suffix(many).filter(|stem| !stem.is_empty()) {
            // "houses" and "causes" keep their e.
            if many == "uses" && !stem.ends_with('b') && !stem.ends_with('r') {
                return format!("{stem}use");
            }
            return format!("{stem}{one}");
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u']) && stem.len() > 1 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn one_and_many_are_the_same() {
        for (many, one) in [
            ("buses", "bus"),
            ("women", "woman"),
            ("families", "family"),
            ("houses", "house"),
            ("dead", "dead"),
            ("crossings", "crossing"),
            ("churches", "church"),
        ] {
            assert_eq!(singular(many), one);
            assert_eq!(singular(one), one);
        }
    }
}
