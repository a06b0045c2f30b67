"""A report as SARIF 2.1.0, the form in which code hosts read what a check found."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from knowledge.findings import Finding, Level, Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SEVERITY: Mapping[Level, str] = {"error": "error", "warning": "warning", "note": "recommendation"}

_NAMES: Mapping[str, str] = {
    "art-13-missing": "Something that the law wants people told is missing.",
    "art-13-partly": "Something that the law wants people told is told in part.",
    "art-13-not-assessed": "Nobody has read the policy for something that the law wants people told.",
}
"""Rules whose findings each speak of something else, so that none of them describes the rule."""


def as_sarif(report: Report, *, file: str) -> str:
    """The findings as SARIF; `file` is the file of clauses, relative to the root of the repository."""
    rules = {found.rule: found for found in reversed(report.findings)}
    names = sorted(rules)
    driver = {"name": "Ombud policy check", "rules": [_rule(rules[name], report.findings) for name in names]}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"ombud-policy-check/{report.policy}/"},
        "invocations": [{"executionSuccessful": True}],
        "results": list(_results(report, names, quote(file))),
        "properties": {"captured": report.captured, "digest": report.digest},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(first: Finding, findings: Iterable[Finding]) -> dict[str, Any]:
    """A rule as its findings tell it: what they all say is its description, or else its name is."""
    name = _NAMES.get(first.rule, first.rule.replace("-", " ").replace("_", " ").capitalize() + ".")
    texts = {found.text.en for found in findings if found.rule == first.rule}
    remedies = dict.fromkeys(found.remedy.en for found in findings if found.rule == first.rule)
    return {
        "id": first.rule,
        "shortDescription": {"text": name},
        "fullDescription": {"text": first.text.en if len(texts) == 1 and first.rule not in _NAMES else name},
        "help": {"text": "\n".join(remedies)},
        "defaultConfiguration": {"level": first.level},
        "properties": {"tags": ["privacy", "gdpr"], "problem.severity": _SEVERITY[first.level]},
    }


def _results(report: Report, names: list[str], uri: str) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for found in report.findings:
        mark = _fingerprint(found)
        seen[mark] += 1
        yield {
            "ruleId": found.rule,
            "ruleIndex": names.index(found.rule),
            "level": found.level,
            "message": {"text": f"{found.text.en} {found.remedy.en}"},
            "locations": [_location(report, found, uri)],
            # The name is the one that GitHub compares; the number parts findings that are otherwise the same.
            "partialFingerprints": {"primaryLocationLineHash": f"{mark}:{seen[mark]}"},
            "properties": {"byHand": found.by_hand, "fr": f"{found.text.fr} {found.remedy.fr}"},
        }


def _location(report: Report, found: Finding, uri: str) -> dict[str, Any]:
    """Where a finding stands; what stands nowhere is shown at the top of the file, for a place is required."""
    region: dict[str, Any] = {"startLine": report.lines.get(found.clause or "", 1)}
    if found.quote:
        region["snippet"] = {"text": found.quote}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "region": region}
    }
    if found.clause:
        location["logicalLocations"] = [{"name": found.clause, "kind": "element"}]
    return location


def _fingerprint(found: Finding) -> str:
    """What stays the same while lines move, and where there are words of the policy, while ours are mended."""
    told = (found.rule, found.clause or "", found.quote or found.text.en)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
