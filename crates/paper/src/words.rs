//! The words on sheets, in three languages. A missing one does not compile.
//!
//! Never here: words of screens (`web/src/i18n`).

/// The language of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Arabic.
    Ar,
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// By its code.
    pub fn of(code: &str) -> Option<Lang> {
        match code {
            "ar" => Some(Lang::Ar),
            "en" => Some(Lang::En),
            "fr" => Some(Lang::Fr),
            _ => None,
        }
    }
    /// Runs from right to left.
    pub fn is_rtl(self) -> bool {
        self == Lang::Ar
    }
    fn of_three(self, ar: &'static str, en: &'static str, fr: &'static str) -> &'static str {
        match self {
            Lang::Ar => ar,
            Lang::En => en,
            Lang::Fr => fr,
        }
    }
}

macro_rules! words {
    ($($name:ident: $ar:literal, $en:literal, $fr:literal;)*) => {
        impl Lang {
            $(pub(crate) fn $name(self) -> &'static str { self.of_three($ar, $en, $fr) })*
        }
    };
}

words! {
    cards_title: "بطاقات الرموز", "Code cards", "Cartes à code";
    sheet: "ورقة رقم", "Sheet no.", "Feuille n°";
    keep_card: "احتفظ بهذه البطاقة. لا تحمل اسم أحد.", "Keep this card. It names nobody.", "Gardez cette carte. Elle ne nomme personne.";
    cards_how: "بطاقة للعائلة وبطاقة لكل شخص. امسح الرمز أو اكتبه.", "One card for the family and one for each person. Scan the code or type it.", "Une carte pour la famille et une par personne. Scannez le code ou tapez-le.";
    manifest_title: "قائمة الركاب", "Passenger manifest", "Manifeste des passagers";
    manifest_how: "رموز فقط، بلا أسماء. تُدخل لاحقًا كما هي: متأخرة ومن يد أخرى.", "Codes only, no names. Entered later as what it is: late and second-hand.", "Codes seulement, aucun nom. Saisi plus tard pour ce que c’est : tardif et de seconde main.";
    tally_title: "عدّ الصعود", "Boarding tally", "Pointage d’embarquement";
    tally_how: "اشطب رقمًا لكل شخص يصعد. لا أسماء.", "Strike out one number for each person who boards. No names.", "Barrez un numéro par personne qui monte. Aucun nom.";
    operation: "العملية", "Operation", "Opération";
    trip: "الرحلة", "Trip", "Trajet";
    convoy: "القافلة", "Convoy", "Convoi";
    from: "من", "From", "De";
    to: "إلى", "To", "À";
    date: "التاريخ", "Date", "Date";
    time: "الوقت", "Time", "Heure";
    number: "الرقم", "No.", "N°";
    code: "الرمز (8 علامات)", "Code (8 signs)", "Code (8 signes)";
    sex: "الجنس", "Sex", "Sexe";
    sex_marks: "أ  ذ", "F  M", "F  H";
    age: "العمر", "Age", "Âge";
    age_marks: "0–4   5–17   18–59   60+", "0–4   5–17   18–59   60+", "0–4   5–17   18–59   60+";
    need: "المكان", "Place", "Place";
    need_marks: "نقالة  جريح  مقعد", "stretch.  wound.  seat", "brancard  blessé  siège";
    boarded: "صعد", "Boarded", "Monté";
    received: "استُقبل", "Received", "Reçu";
    counted: "عدد الأشخاص المعدودين", "Persons counted", "Personnes comptées";
    escorts: "المرافقون", "Escorts", "Accompagnants";
    gate: "البوابة (الوظيفة)", "Gate (post)", "Porte (poste)";
    leader: "قائد القافلة (الوظيفة)", "Convoy leader (post)", "Chef de convoi (poste)";
    receiver: "المستقبِل (الوظيفة)", "Receiver (post)", "Accueil (poste)";
    place: "المكان", "Place", "Lieu";
    inward: "دخول", "In", "Entrée";
    outward: "خروج", "Out", "Sortie";
    remarks: "ملاحظات", "Remarks", "Remarques";
    on_board: "على متنها", "On board", "À bord";
    stretchers: "نقالات", "Stretchers", "Brancards";
    ticket_title: "تذكرة لقافلة لاحقة", "Ticket for a later convoy", "Billet pour un convoi ultérieur";
    party: "العائلة", "Party", "Famille";
    persons: "الأشخاص", "Persons", "Personnes";
    departs: "المغادرة", "Departs", "Départ";
    issued: "صدرت", "Issued", "Délivré";
    key: "المفتاح", "Key", "Clé";
    ticket_held: "هذه القافلة موقوفة الآن. تبقى تذكرتكم صالحة. انتظروا حتى يخبركم أحد. هذه ليست ضمانًا للسلامة.",
        "This convoy is on hold for now. Your ticket stays good. Wait until somebody tells you. This is no guarantee of safety.",
        "Ce convoi est suspendu pour l’instant. Votre billet reste valable. Attendez qu’on vous prévienne. Ceci ne garantit pas la sécurité.";
    ticket_note: "لكم مكان في هذه القافلة. لا حاجة إلى التزاحم. إذا تغيّر الموعد سيخبركم أحد ويعطيكم تذكرة جديدة. هذه ليست ضمانًا للسلامة.",
        "You have a place on this convoy. There is no need to push. If the time changes, somebody will tell you and give you a new ticket. This is no guarantee of safety.",
        "Vous avez une place dans ce convoi. Inutile de pousser. Si l’heure change, quelqu’un vous le dira et vous donnera un nouveau billet. Ceci ne garantit pas la sécurité.";
}
