//! The drill goes on exactly where it was, however it was ended.

use crate::asking::get;
use crate::field::{Device, Field, Folder, good_day};
use crate::schema::{check_answer, document};
use corridor::intake::Verdict;
use corridor::live::{Drill, DrillError, DrillSettings, Script};
use corridor::store::Mode;
use evacuation::account::Picture;
use std::time::{Duration, Instant};

const SEED: u64 = 7;

fn script() -> Script {
    Script::new(SEED, 4, good_day())
}

fn prepare(field: &Field, script: Script, speed: Option<u32>) -> Result<Drill, DrillError> {
    let start_unix_s = field.founded.operation.start_unix_s;
    let settings = DrillSettings { seed: SEED, speed, start_unix_s };
    Drill::prepare(field.intake().clone(), script, settings, &field.opened.frontier, &field.opened.heads)
}

fn picture(field: &Field) -> Picture {
    field.intake().read(|book| book.account().picture())
}

/// Runs until the whole script is said.
fn run_to_end(field: &Field, speed: u32) -> Picture {
    let drill = prepare(field, script(), Some(speed)).unwrap();
    let clock = drill.clock();
    let running = drill.run().unwrap();
    let begun = Instant::now();
    while !clock.face().finished {
        assert!(begun.elapsed() < Duration::from_secs(20), "it never ended");
        std::thread::sleep(Duration::from_millis(5));
    }
    running.stop();
    picture(field)
}

#[test]
fn before_the_first_moment_everybody_is_registered() {
    let folder = Folder::founded(Mode::Drill { seed: SEED });
    let field = Field::open(&folder.0);
    let drill = prepare(&field, script(), None).unwrap();
    let picture = picture(&field);
    assert_eq!(picture.account.registered.total(), 80);
    assert_eq!(picture.devices.len(), 4);
    assert_eq!((drill.clock().now().seconds(), drill.clock().face().speed), (0, 60));
}

#[test]
fn a_drill_that_is_interrupted_again_and_again_says_the_same_as_one_that_is_not() {
    let (whole, broken) = (Folder::founded(Mode::Drill { seed: SEED }), Folder::new());
    std::fs::create_dir_all(&broken.0).unwrap();
    let name = corridor::store::FILE_NAME;
    std::fs::copy(whole.0.join(name), broken.0.join(name)).unwrap();
    let whole = run_to_end(&Field::open(&whole.0), 3600);
    assert_eq!(whole.account.out.total(), 79);

    let mut last = 0;
    for _ in 0..6 {
        let field = Field::open(&broken.0);
        let drill = prepare(&field, script(), Some(1200)).unwrap();
        let clock = drill.clock();
        assert!(clock.now().seconds() >= last, "time never goes back");
        let running = drill.run().unwrap();
        std::thread::sleep(Duration::from_millis(250));
        last = clock.now().seconds();
        running.stop();
        field.crash();
    }
    let field = Field::open(&broken.0);
    assert_eq!(run_to_end(&field, 3600), whole);
    field.crash();
    let again = Field::open(&broken.0);
    let drill = prepare(&again, script(), None).unwrap();
    assert!(drill.clock().face().finished, "what is over stays over");
    assert_eq!(picture(&again), whole);
}

/// Says a simulated day step by step, and after each step looks at everything that is shown.
async fn look_at_every_step(seed: u64) {
    let folder = Folder::founded(Mode::Drill { seed });
    let data = folder.0.clone();
    let open = move || {
        let field = Field::open(&data);
        let script = Script::simulate(&field.founded, seed, &[]);
        (field, script)
    };
    let (field, script) = tokio::task::spawn_blocking(open).await.unwrap();
    let mut devices: Vec<Device> = (0..40).map(|n| Device::new(field.intake().operation_id(), n)).collect();
    let document = document();
    let moments: Vec<i64> = script.sayings().iter().map(|(_, statement)| statement.at.seconds()).collect();
    let steps = moments.chunks(moments.len() / 12 + 1).map(|chunk| *chunk.last().unwrap());
    let mut said = 0;
    for now in steps.collect::<Vec<_>>() {
        let due = script.sayings()[said..].iter().take_while(|(_, statement)| statement.at.seconds() <= now);
        let entries: Vec<_> = due.map(|(d, s)| devices[*d].say(s.at.seconds(), s.fact.clone())).collect();
        said += entries.len();
        for verdict in field.intake().accept(entries).await.unwrap() {
            assert!(matches!(verdict, Verdict::Taken { forked: false, .. }), "seed {seed}: {verdict:?}");
        }
        let (_, router) = field.router(now.max(0));
        let shown = get(&router, "/api/v1/picture").await.json();
        check_answer(&document, "/api/v1/picture", &shown);
        check_answer(&document, "/api/v1/convoys/{id}", &get(&router, "/api/v1/convoys/C001").await.json());
        assert_eq!(shown["account"]["balances"], true);
        for convoy in shown["convoys"].as_array().unwrap() {
            assert!(convoy["late_s"].as_i64().unwrap() >= 0);
            assert_eq!(convoy["position"].is_object(), convoy["state"] == "on_the_way", "{convoy}");
            let line = convoy["line"].as_array().unwrap();
            let place = |point: &serde_json::Value| (point[0].as_i64().unwrap(), point[1].as_f64().unwrap());
            assert!(line.iter().map(place).is_sorted(), "neither time nor the convoy goes back: {convoy}");
            assert!(line.iter().map(place).all(|(at, km)| at <= now.max(0) && (0.0..=11.0).contains(&km)));
        }
    }
    assert_eq!(said, script.sayings().len());
}

#[tokio::test]
async fn simulated_days_pass_the_door_whole_and_are_shown_soundly() {
    for seed in 1..=6 {
        look_at_every_step(seed).await;
    }
}

#[test]
fn a_drill_of_another_script_is_not_mixed_in() {
    let folder = Folder::founded(Mode::Drill { seed: SEED });
    let field = Field::open(&folder.0);
    prepare(&field, script(), None).unwrap();
    let mut said = good_day();
    said.pop();
    let other = prepare(&field, Script::new(SEED, 4, said), None);
    assert!(matches!(other, Err(DrillError::Changed)));
}

#[test]
fn speed_and_pause_outlive_a_restart() {
    let folder = Folder::founded(Mode::Drill { seed: SEED });
    let field = Field::open(&folder.0);
    let drill = prepare(&field, script(), None).unwrap();
    drill.clock().set(Some(1), Some(true));
    let running = drill.run().unwrap();
    running.stop();
    field.crash();
    let field = Field::open(&folder.0);
    let face = prepare(&field, script(), None).unwrap().clock().face();
    assert_eq!((face.speed, face.paused), (1, true));
}
