# SPDX-License-Identifier: ISC
#
# What tests in Python read and write: files, YAML as the program reads it, JSON texts one after the other.
import json

import yaml


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def read(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


def plain(text):
    """YAML as the program reads it: all scalars are text."""
    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def values_of(text):
    """The value of each of the JSON texts in a row."""
    decoder, text, at = json.JSONDecoder(), text.strip(), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        while text[at:at + 1].isspace():
            at += 1
