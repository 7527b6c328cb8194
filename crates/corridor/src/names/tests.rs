//! Spellings of one name agree, different names do not: by hand, and on a dictionary where it is there.

use super::*;
use std::collections::BTreeMap;

fn alike(a: &str, b: &str) -> f64 {
    Heard::of(a).likeness(&Heard::of(b))
}

/// Invented people, each as several clerks wrote them: Arabic, English and French habits, one word or two, names of
/// Kurds, Armenians, Christians and Maghrebis too.
const PEOPLE: [&[&str]; 34] = [
    &[
        "محمد عبد الرحمن الحسن",
        "Mohammad Abdulrahman Al-Hassan",
        "Muhammed Abdul Rahman el Hasan",
        "Mohamed Abderrahmane Hassan",
    ],
    &["خالد قاسم", "Khaled Qasem", "Khalid Kassem", "Khaled Kasim"],
    &["فاطمة الزهراء", "Fatima al-Zahra", "Fatema Zahraa", "Fatimah Al Zahra"],
    &["يوسف شعبان", "Youssef Shaaban", "Yusuf Chaabane", "Yousef Shaban"],
    &["عائشة ثابت", "Aisha Thabet", "Aicha Thabit", "Aysha Sabet"],
    &["جمال الغزالي", "Jamal al-Ghazali", "Gamal El Ghazaly", "Djamal Ghazali"],
    &["ضياء ذياب", "Diaa Dhiab", "Dia Ziab", "Diyaa Diab"],
    &["حسين علي درويش", "Hussein Ali Darwish", "Hossein Ali Darwich", "Husayn Aly Derwish"],
    &["نور الهدى سليم", "Nour al-Huda Salim", "Noor Alhuda Saleem", "Nur Elhoda Selim"],
    &["مريم حداد", "Mariam Haddad", "Maryam Hadad", "Meryem Haddad"],
    &["عمر الخطيب", "Omar al-Khatib", "Umar Khateeb", "Omer El-Khatib"],
    &["زينب منصور", "Zaynab Mansour", "Zeinab Mansur", "Zainab Mansoor"],
    &["سامي نصار", "Sami Nassar", "Samy Nasar", "Sami Naser"],
    &["رنا عيسى", "Rana Issa", "Rana Eissa", "Rana Isa"],
    &["غسان شوقي المصري", "Ghassan Shawqi al-Masri", "Ghassane Chawki Masri", "Gassan Shouqi El Masry"],
    &["قصي ظافر", "Qusay Zafer", "Kousai Dhafer", "Qussai Dhafir"],
    &["عبد القادر بن سالم", "Abdul Qadir bin Salem", "Abdelkader Ben Salem", "Abdulkader Salim"],
    &["صلاح الدين حمدان", "Salah al-Din Hamdan", "Salaheddine Hamdane", "Salahuddin Hamdan"],
    &["ثناء بشارة", "Thanaa Bishara", "Sanaa Bechara", "Thana Beshara"],
    &["هبة الله راشد", "Hibatullah Rashed", "Hebat Allah Rachid", "Heba Allah Rashid"],
    &["لؤي شحادة", "Louay Shahada", "Luay Shehadeh", "Loai Chehade"],
    &["آلاء مصطفى الأحمد", "Alaa Mustafa al-Ahmad", "Alaa Moustapha El Ahmad", "Ala Mostafa Ahmed"],
    &["حنا جورج سركيس", "Hanna George Sarkis", "Hanna Georges Serkis", "Hana Jorj Sarkees"],
    &["كيفورك هاكوبيان", "Kevork Hagopian", "Kevork Hakobian", "Kifork Hagobian"],
    &["شيرين دلشاد", "Shirin Dilshad", "Chirine Delchad", "Shereen Dilshad"],
    &["ريناس أوصمان", "Renas Osman", "Rinas Ossman", "Rênas Osman"],
    &["طارق الجزائري", "Tariq al-Jazairi", "Tarek El Djazairi", "Tareq Jazaeri"],
    &["نجلاء خضر", "Najla Khodr", "Nagla Khidr", "Najlaa Kheder"],
    &["بهاء الدين عجمي", "Bahaa al-Din Ajami", "Bahaeddine Ajami", "Baha Eldin Agami"],
    &["وفاء قباني", "Wafaa Qabbani", "Wafa Kabbani", "Wafa Qabani"],
    &["إسماعيل زكريا", "Ismail Zakaria", "Ismael Zakariya", "Esmaeel Zakarya"],
    &["أبو بكر تركماني", "Abu Bakr Turkmani", "Aboubaker Turkmani", "Abou Bakr Tourkmani"],
    &["ميساء الشيخ ياسين", "Maysaa al-Sheikh Yassin", "Maissa Cheikh Yassine", "Mayssa Sheikh Yasin"],
    &["رؤوف حجازي", "Raouf Hijazi", "Rauf Hejazi", "Raoof Higazi"],
];

#[test]
fn clerks_who_wrote_the_same_person_agree_and_others_do_not() {
    let (mut hits, mut pairs, mut false_hits) = (0, 0, 0);
    for (one, spellings) in PEOPLE.iter().enumerate() {
        for (at, a) in spellings.iter().enumerate() {
            for b in &spellings[at + 1..] {
                pairs += 1;
                hits += usize::from(alike(a, b) >= AGREE_FROM);
                if alike(a, b) < AGREE_FROM {
                    println!("missed: {a} / {b}: {:.2}", alike(a, b));
                }
            }
            for other in &PEOPLE[one + 1..] {
                for b in other.iter().filter(|b| alike(a, b) >= AGREE_FROM) {
                    false_hits += 1;
                    println!("wrong: {a} / {b}: {:.2}", alike(a, b));
                }
            }
        }
    }
    println!("own names: recall {hits}/{pairs}, wrong {false_hits}");
    assert!(hits * 100 >= pairs * 90, "{hits} of {pairs}");
    assert!(false_hits <= 2, "{false_hits}");
    // A father's name left out still agrees; one name in common does not.
    assert!(alike("حسين علي درويش", "Hussein Darwish") >= AGREE_FROM);
    assert!(alike("محمد الحسن", "Mohammad Khatib") < AGREE_FROM);
    assert_eq!(alike("", "Omar"), 0.0);
}

#[test]
fn marks_apostrophes_and_single_letters_break_no_name() {
    // A mark that stands beside its letter (as iPhones and Macs write it) is the same name.
    for (whole, beside) in [("Rênas Osman", "Re\u{302}nas Osman"), ("José Haddad", "Jose\u{301} Haddad")] {
        assert_eq!(Heard::of(whole).0, Heard::of(beside).0, "{whole}");
    }
    for (a, b) in [
        ("İbrahim Yıldız", "Ibrahim Yildiz"),
        ("İBRAHİM YILDIZ", "ibrahim yıldız"),
        ("إبراهيم يلدز", "İbrahim Yıldız"),
        ("Şivan Özdemir", "شيفان أوزدمير"),
        ("Şivan Özdemir", "Shivan Ozdemir"),
        ("Berîvan Şêxo", "Berivan Shekho"),
        ("Jean-Pierre d’Haïti", "Jean Pierre D'Haiti"),
        ("N’Diaye Fall", "Ndiaye Fall"),
        ("O´Neil Sarkis", "ONeil Sarkis"),
        ("Dženan Hadžić", "Dzenan Hadzich"),
    ] {
        assert!(alike(a, b) >= AGREE_FROM, "{a} / {b}: {:.2}", alike(a, b));
        assert_eq!(Heard::of(a).bucket(), Heard::of(b).bucket(), "{a} / {b}");
    }
    // A letter alone is somebody's name too: it agrees with itself and with nobody for certain.
    for name in ["J", "ع", "A", "-", "’", "٣"] {
        assert!(alike(name, "Jamal Haddad") < AGREE_FROM && alike(name, "Omar") < AGREE_FROM, "{name}");
    }
    assert!(alike("J", "J") >= AGREE_FROM);
}

/// The dictionary lies beside the project; without it there is nothing to measure here.
#[test]
fn a_dictionary_of_names_in_both_scripts_is_matched() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/names/arabnamer");
    let Ok(text) = std::fs::read_to_string(root.join("dict_FINAL.json")) else { return };
    let dictionary: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let pairs: Vec<(&String, &String)> = dictionary.iter().step_by(7).collect();
    let heard: Vec<(Heard, Heard)> = pairs.iter().map(|(a, b)| (Heard::of(a), Heard::of(b))).collect();
    let agree = |a: &Heard, b: &Heard| a.likeness(b) >= AGREE_FROM;
    let hits = heard.iter().filter(|(latin, arabic)| agree(latin, arabic)).count();
    // Every name against forty others that are spread over the dictionary.
    let (mut wrong, mut tried) = (0, 0);
    for (at, (latin, _)) in heard.iter().enumerate() {
        for step in 1..=40 {
            let other = (at + step * 79) % heard.len();
            if pairs[other].1 != pairs[at].1 {
                tried += 1;
                wrong += usize::from(agree(latin, &heard[other].1));
            }
        }
    }
    let recall = hits as f64 / heard.len() as f64;
    let false_rate = wrong as f64 / tried as f64;
    println!(
        "dictionary: {} pairs, recall {recall:.3}; {wrong} of {tried} others agree ({false_rate:.4})",
        heard.len()
    );
    assert!(recall > 0.80, "recall {recall:.3}");
    assert!(false_rate < 0.02, "{false_rate:.4}");
}
