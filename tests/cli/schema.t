#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
#
# The schemas for editors, against a validator: what the program accepts they accept, and what it refuses they refuse,
# but for what is listed here with the reason. Files are read as editors read them, by the core schema of YAML 1.2.
import glob
import json
import os
import re
import sys
import tempfile

import jsonschema
import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.environ["TOP"], "tests", "cli"))
from tap import TOP, done, equal, none, ok, run

FINDINGS = os.path.join(TOP, "tests", "findings")
GOOD = os.path.join(FINDINGS, "good.yaml")
SMALL = os.path.join(TOP, "tests", "cli", "small.yaml")
WORDS = {"null": r"~|null|Null|NULL|", "bool": r"true|True|TRUE|false|False|FALSE", "int": r"[-+]?[0-9]+",
         "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"}

# Definitions that are idle in a model without numbers.
NUMBERS = {"number", "range"}

# The wrong files that a schema lets pass, by their findings. Each has to pass.
BEYOND = {
    "what YAML readers resolve before a schema sees it": {
        "alias": "model-alias-list model-alias-mapping", "tag": "model-tag model-tag-bang",
        "duplicate-key": "model-duplicate-key model-duplicate-key-nested model-duplicate-key-question "
                         "model-duplicate-key-quoted model-duplicate-key-same-line model-duplicate-key-thrice "
                         "profile-duplicate-key",
        "number": "model-number-exponent"},
    "a name that another place of the same file has to give": {
        "unknown-answer": "model-unknown-answer model-unknown-answer-far model-unknown-answer-list",
        "unknown-fact": "model-unknown-fact model-unknown-fact-always model-unknown-fact-far model-unknown-fact-list",
        "unknown-option": "model-unknown-option model-unknown-option-advice model-unknown-option-out",
        "unknown-question": "model-unknown-question model-unknown-question-fact model-unknown-question-far",
        "unknown-source": "model-unknown-source model-unknown-source-list",
        "unknown-topic": "model-unknown-topic model-unknown-topic-far"},
    "whether a name in a condition is that of a fact, of a question for a number or of another one": {
        "boolean": "model-boolean-fact", "type": "model-type-fact-holds", "condition": "model-condition-question",
        "question-kind": "model-question-kind-list model-question-kind-number model-question-kind-range"},
    "two places that do not fit together": {
        "band-bound": "model-band-bound model-band-bound-below", "band-order": "model-band-order model-band-order-equal",
        "circular-fact": "model-circular-fact model-circular-fact-self model-circular-fact-two",
        "duplicate-id": "model-duplicate-id model-duplicate-id-nested",
        "empty-range": "model-empty-range model-empty-range-equal model-empty-range-first profile-empty-range "
                       "profile-empty-range-text profile-empty-range-turned",
        "later-question": "model-later-question model-later-question-deep model-later-question-fact "
                          "model-later-question-facts model-later-question-self",
        "number": "model-number-since", "speaks-twice": "model-speaks-twice"},
    "what the answers mean": {"impossible": "profile-impossible"},
}


class Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """The core schema of YAML 1.2; keys are texts, as in JSON."""

    def construct_mapping(self, node, deep=False):
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep)


Reader.yaml_implicit_resolvers = {}
for kind, words in WORDS.items():
    Reader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(rf"(?:{words})\Z"), None)


def short(name):
    return os.path.relpath(name, TOP) if os.path.isabs(name) else name


def read(name):
    with open(name, "rb") as file:
        return yaml.load(file.read(), Reader)


def validator(*arguments):
    """By the schema that the program writes, which has to be one."""
    made = run("schema", *arguments)
    name = " ".join(["schema", *map(short, arguments)])
    if not ok(made.status == 0 and not made.err, name, made.err):
        done()
    schema = json.loads(made.out)
    try:
        jsonschema.Draft7Validator.check_schema(schema)
        ok(True, name + ": it is a schema")
    except jsonschema.SchemaError as error:
        ok(False, name + ": it is a schema", error)
    used = set(re.findall(r'"#/definitions/([^"]+)"', made.out))
    equal(sorted(used - set(schema["definitions"])), [], name + ": all definitions are there")
    none(sorted(set(schema["definitions"]) - used - NUMBERS), name + ": they are used")
    return jsonschema.Draft7Validator(schema)


def faults(schema, name):
    """What a reader of YAML or the schema has against a file."""
    try:
        return [f"{short(name)}: {'.'.join(map(str, error.path))}: {error.message[:200]}"
                for error in schema.iter_errors(read(name))]
    except (yaml.YAMLError, ValueError) as error:
        return [f"{short(name)}: no YAML: {error}"]


def codes_of_errors(name):
    """What the program has against a file of tests/findings."""
    try:
        with open(name[:-len("yaml")] + "out", encoding="utf-8", errors="replace") as file:
            return set(re.findall(r": error: .*\[([a-z-]+)\]$", file.read(), flags=re.M))
    except FileNotFoundError:
        return set()


def check_findings(models, profiles):
    """What the program takes passes, what it refuses does not, but for what is listed."""
    beyond = {name: code for kinds in BEYOND.values() for code, names in kinds.items() for name in names.split()}
    refused, passed, other = [], [], []
    for name in sorted(glob.glob(os.path.join(FINDINGS, "*-*.yaml"))):
        base = os.path.basename(name)[:-len(".yaml")]
        codes = codes_of_errors(name)
        found = faults(models if base.startswith("model-") else profiles, name)
        if not codes:
            refused += found
        elif not found and base not in beyond:
            passed.append(f"{base}: {sorted(codes)}")
        elif base in beyond and (found or codes != {beyond[base]}):
            other.append(f"{base}: {sorted(codes)}: {found}")
    none(refused, "what the program takes, or only warns of, is taken")
    none(passed, "what the program refuses is refused")
    none(other, "what passes has the finding that it is listed under")
    none([name for name in beyond if not os.path.exists(os.path.join(FINDINGS, name + ".yaml"))], "all of those are there")


def check_shipped(models, profiles):
    names = glob.glob(os.path.join(TOP, "questions", "*.yaml")) + glob.glob(os.path.join(TOP, "tests/**/*.yaml"), recursive=True)
    meant = [name for name in names if FINDINGS not in name and run("show", "-m", name).status == 0]
    ok(len(meant) > 20, "there are models")
    none([fault for name in meant for fault in faults(models, name)], "all models are taken")
    names = glob.glob(os.path.join(TOP, "profiles/**/*.yaml"), recursive=True)
    ok(len(names) > 200, "there are profiles")
    none([fault for name in names for fault in faults(profiles[read(name).get("model", "python")], name)],
         "all profiles are taken")


def check_words(schema, model):
    """The schema of profiles has what the model says."""
    asked = json.loads(run("show", "-f", "json", "-m", model).out)
    said = schema.schema["properties"], schema.schema["definitions"]
    questions = said[1]["answers"]["properties"]
    equal(list(questions), [question["id"] for question in asked["questions"]], f"{short(model)}: the questions")
    wrong = []
    for question in asked["questions"]:
        shown, one = questions[question["id"]], said[1]["answer-" + question["id"]]
        description = shown.get("description", "")
        answers = [(answer["id"], "\n\n".join([answer["label"], answer.get("help", "")]).strip())
                   for answer in question["answers"]]
        if question["number"]:
            same = one["anyOf"][0]["minimum"] == int(answers[0][0])
            same = same and one["description"] == "\n\n".join(f"from {number}: {label}" for number, label in answers)
        else:
            same = answers == [(row["const"], row["description"]) for row in one["anyOf"]]
        guard = question["when_words"]
        texts = [question.get("help", ""), question.get("find_out", ""), "" if guard == "always" else f"only if {guard}"]
        if not same or shown["title"] != question["ask"] or not all(text in description for text in texts):
            wrong.append(f"{question['id']}: {shown} {one}")
    none(wrong, f"{short(model)}: what it says of its questions and answers")
    equal([(row["const"], row["description"]) for row in said[1]["outcome"]["anyOf"][:-1]],
          [(option["id"], option["name"]) for option in asked["options"]], f"{short(model)}: the options")


def check_answers(schema):
    """Forms of answers; tests/findings has those that are refused."""
    for value in (1, 19, 10 ** 15, "5k", "20-50", "20 - 5_0k", "20+", "1_000", [1, "20+"], "unknown", {"below": 7},
                  {"at least": 1, "below": "1_000"}):
        ok(schema.is_valid({"answers": {"units": value}}), f"units: {value!r} is taken")
    for value in (0, -1, 1.5, "5K", "20-", "-5", "", None, [], {}, ["unknown"], True, [[1]], {"at least": 0}):
        ok(not schema.is_valid({"answers": {"units": value}}), f"units: {value!r} is refused")


def write(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def check_comment(schema, folder):
    """What init writes is taken, and names the schema where there is one."""
    with open(SMALL, encoding="utf-8") as file:
        text = file.read()
    for name, words in (("one", 1), ("two words", 0)):
        model, named = (os.path.join(folder, name, part) for part in ("questions/s.yaml", "schemas/profile-small.json"))
        write(model, text)
        without = run("init", "-m", model).out
        write(named, run("schema", "-m", model).out)
        made, form = run("init", "-m", model), os.path.join(folder, "form.yaml")
        comment = f"# yaml-language-server: $schema={named}\n"
        equal(made.out, comment * words + without, f"init names the schema: {name}: {'yes' if words else 'no'}")
        write(form, made.out)
        none(faults(schema, form), "the form is taken")
        equal(run("init", "-m", model, "--from", form).out, made.out, "the form of the form is the same")
        again = run("eval", "-q", "-m", model, form)
        equal([again.status, again.err], [0, ""], "eval has nothing to say about it")


models = validator("model")
profiles = {name: validator("-m", name) for name in ("python", "delivery", GOOD, SMALL)}
equal(run("schema").out, run("schema", "profile", "-m", "python").out, "without words, it is that of the usual profiles")
check_findings(models, profiles[GOOD])
check_shipped(models, profiles)
for name, schema in profiles.items():
    check_words(schema, name)
check_answers(profiles[GOOD])
with tempfile.TemporaryDirectory() as scratch:
    check_comment(profiles[SMALL], os.path.realpath(scratch))
for name in glob.glob(os.path.join(TOP, "questions", "*.yaml")):
    with open(name, encoding="utf-8") as file:
        equal(next(file), "# yaml-language-server: $schema=../schemas/model.json\n", f"{short(name)} names its schema")

for arguments, said in ((("model", "-m", "python"), "all models have one schema"), (("delivery",), "-m says which model"),
                        (("model", "profile"), "takes one word"), (("-m", "nowhere"), "there is no model 'nowhere'")):
    made = run("schema", *arguments)
    ok(made.status == 2 and not made.out and said in made.err, f"schema {' '.join(arguments)}: {said}", made.err)
broken = run("schema", "-m", os.path.join(FINDINGS, "model-unknown-key.yaml"))
equal([broken.status, broken.out], [3, ""], "a model in error: no schema")
done()
