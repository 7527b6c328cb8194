//! Whether an answer is what the OpenAPI document says: just enough of JSON Schema for that document.

use serde_json::Value;

/// The document, as it is served.
pub fn document() -> Value {
    serde_json::to_value(corridor::http::document()).unwrap()
}

/// Fails unless the answer of `GET path` is of the form that the document gives.
pub fn check_answer(document: &Value, path: &str, answer: &Value) {
    let ok = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(ok.is_object(), "{path} is not in the document");
    if let Err(why) = check(document, ok, answer, path) {
        panic!("{why}");
    }
}

fn check(document: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = document.pointer(name.trim_start_matches('#')).ok_or(format!("{name} leads nowhere"))?;
        return check(document, target, value, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits = choices.iter().filter(|choice| check(document, choice, value, at).is_ok()).count();
        return if fits > 0 { Ok(()) } else { Err(format!("{at}: none of the forms fits {value}")) };
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        check(document, part, value, at)?;
    }
    if let Some(known) = schema["enum"].as_array()
        && !known.contains(value)
    {
        return Err(format!("{at}: {value} is none of {known:?}"));
    }
    check_type(&schema["type"], value)
        .then_some(())
        .ok_or(format!("{at}: {value} is no {}", schema["type"]))?;
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        value.get(name).ok_or(format!("{at}: '{name}' is missing"))?;
    }
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(inner) = value.get(name) {
            check(document, part, inner, &format!("{at}.{name}"))?;
        }
    }
    for (number, inner) in value.as_array().into_iter().flatten().enumerate() {
        let item = &schema["items"];
        if item.is_object() {
            check(document, item, inner, &format!("{at}[{number}]"))?;
        }
    }
    Ok(())
}

fn check_type(kind: &Value, value: &Value) -> bool {
    match kind {
        Value::Null => true,
        Value::Array(kinds) => kinds.iter().any(|kind| check_type(kind, value)),
        kind => match kind.as_str().unwrap_or_default() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            other => panic!("the document has a type '{other}'"),
        },
    }
}

#[test]
fn the_check_can_fail() {
    let document = document();
    let schema = &document["components"]["schemas"]["Health"];
    let wrong = serde_json::json!({ "status": 5 });
    assert!(check(&document, schema, &wrong, "health").is_err());
    assert!(check(&document, schema, &serde_json::json!([]), "health").is_err());
}

#[test]
fn every_route_is_in_the_document_with_an_error_form() {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    for path in [
        "operation",
        "plan",
        "picture",
        "events",
        "convoys",
        "convoys/{id}",
        "trips/{id}/manifest",
        "figures/{id}",
        "statements",
        "replan",
    ] {
        assert!(paths.contains_key(&format!("/api/v1/{path}")), "{path}");
    }
    for path in ["clock", "entries", "replan", "replan/stop", "replan/accept"] {
        assert!(paths[&format!("/api/v1/{path}")]["post"].is_object(), "{path}");
    }
    assert!(document["components"]["schemas"]["ApiError"].is_object());
    let mut names: Vec<&str> = paths
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap())
        .collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "every operation has a name of its own: {names:?}");
}
