"""Finds what reads like a person's name, so that the writer is asked. A list of common given names, and what follows them.

Common in Sweden, whatever their origin: a list of Swedish-sounding names alone would protect only some. Streets, squares
and schools are often named after people and are not names of persons (Karl Johansgatan, Anna Lindhs plats).
"""

import re
import unicodedata
from collections.abc import Iterator


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN_NAMES: frozenset[str] = _words(
    """
    abdi abdullah abdullahi abdulrahman adam adolf adrian agnes agneta ahmad ahmed aisha alan albin alex alexander alexandra
    alfred ali alice alicia alma alva alvin amanda amina amir amira amr anas anders andreas anette anita anja ann anna
    anneli annica annika ante anton antonia aron arvid asha astrid axel barbro barbara bengt benjamin berit berra birgit
    birgitta bo britt britta bosse camilla carina carl carlos caroline casper cecilia charlie charlotte christer christian
    christina christoffer claes clara conny dag dan daniel daniela danijel david dennis diana dragan ebba edvin elena elias
    elin elisabeth ella ellen elliot elsa elvira emelie emil emilia emma emre enzo eric erik erika erland ester eva evelina
    fabian fatima fatma felicia felix filip filippa fredrik frida fredrika gabriel gabriella georg gerd goran gunilla
    gunnar gustaf gustav göran görgen hamza hampus hanna hannes hanna hans harald harry hasan hassan hedda helen helena
    helge henrik henry hibo hilda hugo hussein ibrahim ida idris igor ilhan ines inga ingegerd inger ingrid ingvar isa
    isabell isabella isabelle isak ismail ivan jakob jan jane jasmin jasmine jenny jens jesper jessica jim jimmy joakim joel
    johan johanna johannes john johnny jon jonas jonatan jonathan jonna jörgen josef josefin josefine julia julian julius
    kajsa karim karin karl karolina kasper katarina kenneth kent kerstin kevin khaled khadija kjell klara klas kristian
    kristina kristoffer lars lasse leif lena lennart leo leon liam lilly lina linda linn linnea linnéa lisa liv lotta louise
    love lovisa lucas lukas ludvig magdalena magnus mahmoud maja malin malik marcus margareta maria mariam marianne marie
    markus martin martina mats mattias matilda maximilian mehmet melker mia michael mikael milan milo mirjam mohamad
    mohamed mohammad mohammed molly mona monica monika moa muhammad mustafa måns märta märit mårten nadia nathalie nellie
    niklas nicklas nicolas nils nina noah noel nora norah oliver olivia olle olof omar oscar oskar osman osama otto patrik
    patricia per pernilla peter petra philip pia pontus petter rasmus rebecca rebecka ricard rickard rikard robert robin
    roger roland rolf ronja ronny rosa rut ruth saga said salem salma sam samir samuel sandra sara sarah sebastian selma
    signe sigrid simon siv sixten sofia sofie solveig sonja stefan stella sten stig stina stojan sune susanne sven svante
    tage tarek theo theodor therese thomas tilda tim tobias tom tomas tommy tor torbjörn tord tore torsten tove tuva ulf
    ulla ulrika urban vera veronica vide victor viktor victoria viktoria vilgot vilma vincent wilhelm william wilma yasin
    yasmin yasmine yousef youssef yusuf yvonne zahra zainab zeinab zlatan åke åsa älva östen örjan
    """
)

# Given names that are words, places or firms too: they count only before what cannot be anything but a surname.
ALSO_WORDS: frozenset[str] = _words(
    "bo dan dag alma liv love rosa sam sten stig tor tore tim tom max milan salem saga stella isa alex adrian leo kent harry"
    " östen urban vide viking solveig björn ante klara elliot rut may"
)
_SURNAME_ENDS = re.compile(
    r"(?:sson|son|sen|berg|borg|gren|grén|ström|qvist|kvist|quist|lund|lind|man|mann|dahl|dal|stedt|hagen|holm|blad|löf"
    r"|löv|gård|felt|feldt|feld|stam|ius|ander|ski|sky|ić|vic|vić|oğlu|oglu|ian|zadeh|pour|nen|ez)s?$"
)
_SURNAMES: frozenset[str] = _words(
    "ali ahmed ahmad abdi mohamed mohammed mohamud hassan hussein ibrahim omar osman yusuf nguyen tran khan singh nur warsame"
    " haddad aziz saleh mahmoud lind björk ek berg lund ström dahl holm alm sköld falk frisk rask hjort kaya demir yilmaz"
    " popov petrov sjö gran hök"
)

# What follows or ends the name of a place.
_PLACE_WORDS: frozenset[str] = _words(
    "gata gatan väg vägen plats platsen torg torget gränd gränden plan planen allé allén stig stigen park parken bro bron"
    " skola skolan gymnasium gymnasiet kyrka kyrkan backe backen led leden kaj kajen strand stranden hamn hamnen trappor"
    " esplanad esplanaden hus huset arena sjukhus centrum street road avenue square school park bridge church court hospital"
)
_PLACE_END = re.compile(
    r"(?:gata|gatan|väg|vägen|plats|platsen|torg|torget|gränd|gränden|plan|planen|allé|allén|stig|stigen|park|parken|bro"
    r"|bron|skola|skolan|kyrka|kyrkan|backe|backen|led|leden|kaj|kajen|staden|stad|hamn|hamnen|garage|köping|hus|huset"
    r"|hem|hemmet|udden|viken|gymnasiet|parkering|street|road)s?$"
)
_PARTICLES: frozenset[str] = _words("von af de van der den el al bin ibn abu le la di da")
_NOT_SURNAMES: frozenset[str] = _words(
    "och eller samt med utan mot vid norra södra östra västra gamla nya stora lilla polisen polis kommunen sverige stockholm"
    " göteborg malmö uppsala and or with the police city north south east west may june july okt nov dec jan feb mars april"
    " januari februari måndag tisdag onsdag torsdag fredag lördag söndag"
)
_SAINTS: frozenset[str] = frozenset({"sankt", "sankta", "saint", "st", "s:t", "s:ta"})
_WORD = re.compile(r"(?:S:ta?|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|[-’'](?=[^\W\d_]))*)")
_BETWEEN = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]*")
_AFTER_INITIAL = re.compile(r"\.[ \t\u00a0]+")


def persons_named(text: str) -> Iterator[tuple[int, int]]:
    """Where the text seems to name a person by given name and surname, in either order, in capitals or not."""
    words = list(_WORD.finditer(text))
    after = 0
    for place, word in enumerate(words):
        if place < after or not _is_given(word[0]):
            continue
        if place and (_plain(words[place - 1][0]) in _SAINTS):
            continue
        last = _last_of_name(text, words, place)
        if last is not None:
            after = last + 1
            yield word.start(), words[last].end()
        elif place and _surname_with_comma(text, words[place - 1], word):
            yield words[place - 1].start(), word.end()


def _last_of_name(text: str, words: list[re.Match[str]], place: int) -> int | None:
    """The number of the last word of a name that begins here."""
    sure = False
    end = place
    for number in range(place + 1, min(place + 5, len(words))):
        between = text[words[number - 1].end() : words[number].start()]
        initial = len(words[number - 1][0]) == 1
        if not (_BETWEEN.fullmatch(between) or (initial and _AFTER_INITIAL.fullmatch(between))):
            break
        word, plain = words[number][0], _plain(words[number][0])
        if (plain in _PARTICLES or (len(word) == 1 and word.isupper())) and number + 1 < len(words):
            continue
        if plain in _PLACE_WORDS or _PLACE_END.search(plain):
            return None  # a street or a school that bears a name
        if not word[0].isupper() or plain in _NOT_SURNAMES or len(plain) < 2:
            break
        end = number
        sure = sure or not _is_given(word) or plain in _SURNAMES
    if end == place or not sure:
        return None
    certain = _is_surname(words[end][0])
    shouted = text[words[place].start() : words[end].end()].isupper()
    if (shouted or _plain(words[place][0]) in ALSO_WORDS) and not certain:
        return None
    return end


def _surname_with_comma(text: str, before: re.Match[str], given: re.Match[str]) -> bool:
    """“Andersson, Erik”."""
    between = text[before.end() : given.start()]
    return between.strip() == "," and before[0][0].isupper() and _is_surname(before[0])


def _is_given(word: str) -> bool:
    if not word[0].isupper():
        return False
    plain = _plain(word)
    return plain in GIVEN_NAMES or plain in ALSO_WORDS or all(p in GIVEN_NAMES for p in plain.split("-"))


def _is_surname(word: str) -> bool:
    plain = _plain(word)
    return bool(_SURNAME_ENDS.search(plain)) or plain in _SURNAMES or plain.removesuffix("s") in _SURNAMES


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()
