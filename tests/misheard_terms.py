"""Sentences of calls in which a term was misheard, and sentences that look as if and must stay as they are.

A stretch `{heard|term}` was misheard; a word with `~` after it was recognised with low confidence. Every third
sentence of each list is held out: the rules of `callscribe.polish.vocabulary` were set without looking at them.
Written by hand from what recognisers of closed and of open vocabulary write for such names; no engine heard them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from callscribe.polish.vocabulary import Term
from callscribe.transcript.words import Word

SURE: Final = 0.92
UNSURE: Final = 0.45

VOCABULARY: Final = (
    *(
        Term(name, kind="product")
        for name in (
            "Snowflake,Salesforce,Zendesk,Airflow,Astronomer,Databricks,HubSpot,QuickBooks,Mailchimp,Shopify,"
            "Confluence,Looker,Fivetran,Twilio,Datadog,PagerDuty,Terraform,GitHub,Airtable,Zapier,Klaviyo,Braintree,"
            "Workday,Dropbox,Harborlink,Veridian,Novacare,Brightpath,Solara,Quantiva,Meridian Plus,Lumenex,Trueview,"
            "Oakline,Metformin,Lisinopril,Atorvastatin,Ozempic,Eliquis,Humira,Grafana,Prometheus,Cloudflare,Freshdesk"
        ).split(",")
    ),
    Term("Kubernetes", ("cooper netties", "cuban eddies", "kuber net ease"), "product"),
    Term("Okta", ("octa",), "product"),
    Term("Asana", ("a sauna",), "product"),
    Term("Jira", ("jeera", "gira"), "product"),
    Term("PostgreSQL", ("post gress", "postgres sequel", "post gres q l"), "product"),
    Term("Tableau", ("tab low",), "product"),
    Term("Pulse", ("pulls api",), "product"),
    Term("Stripe", (), "product"),
    Term("Figma", ("fig ma",), "product"),
    Term("smallest.ai", ("smallest a i", "smallest eye"), "product"),
    Term("SaaS", ("sass",)),
    Term("HIPAA", ("hippa", "hip a")),
    *(Term(name, kind="acronym") for name in "SLA,CRM,API,KPI,VPN,IVR,SKU,ETA,PTO,RMA,HSA,PCI,OEM,ERP,B2B".split(",")),
    Term("Siobhan", ("shivawn", "shi von", "chevonne"), "person"),
    Term("Nguyen", ("new yen", "nwen"), "person"),
    Term("Aoife", ("eefa", "ee fa"), "person"),
    *(
        Term(name, kind="person")
        for name in (
            "Priya Raghavan,Xavier Okafor,Schneider,Kowalczyk,Daniela Moreau,Thaddeus,Anjali,Giovanni,Rajesh,"
            "Katarzyna,Beauchamp,Delacroix"
        ).split(",")
    ),
)

_TEXTS: Final = tomllib.loads((Path(__file__).parent / "misheard_terms.toml").read_text())

_STRETCH: Final = re.compile(r"\{([^|]*)\|([^}]*)\}")


@dataclass(frozen=True)
class Case:
    """A sentence as heard, and as it should be written.

    Attributes:
        heard: The words, with their confidence.
        wanted: The clean text; that of the words as recognised where nothing may change.
        misheard: Whether anything is to be corrected.
    """

    heard: tuple[Word, ...]
    wanted: str
    misheard: bool


def seen() -> list[Case]:
    """The two thirds that the rules were set with."""
    return [case for lines in _TEXTS.values() for number, case in enumerate(_cases(lines)) if number % 3 != 2]


def held_out() -> list[Case]:
    """The third that they were not."""
    return [case for lines in _TEXTS.values() for number, case in enumerate(_cases(lines)) if number % 3 == 2]


def _cases(lines: str) -> list[Case]:
    return [_case(line) for line in lines.strip().splitlines()]


def _case(line: str) -> Case:
    heard = _STRETCH.sub(r"\1", line).split()
    words = tuple(
        Word(token.rstrip("~"), 0.4 * index, 0.4 * index + 0.35, UNSURE if token.endswith("~") else SURE)
        for index, token in enumerate(heard)
    )
    return Case(words, _STRETCH.sub(r"\2", line).replace("~", ""), "{" in line)
