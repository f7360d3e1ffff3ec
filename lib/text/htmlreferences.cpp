// SPDX-License-Identifier: MIT
#include "http/ascii.h"
#include "text/htmlreader.h"

#include <QString>

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

struct NamedReference {
    QByteArrayView name;
    char character;
    bool needsSemicolon = true;
};

/// 13.5: those that stand for one character of ASCII.
constexpr NamedReference kNamed[] = {
    {"amp", '&', false},   {"AMP", '&', false},
    {"lt", '<', false},    {"LT", '<', false},
    {"gt", '>', false},    {"GT", '>', false},
    {"quot", '"', false},  {"QUOT", '"', false},
    {"apos", '\''},        {"Tab", '\t'},
    {"NewLine", '\n'},     {"excl", '!'},
    {"num", '#'},          {"dollar", '$'},
    {"percnt", '%'},       {"lpar", '('},
    {"rpar", ')'},         {"ast", '*'},
    {"midast", '*'},       {"plus", '+'},
    {"comma", ','},        {"period", '.'},
    {"sol", '/'},          {"colon", ':'},
    {"semi", ';'},         {"equals", '='},
    {"quest", '?'},        {"commat", '@'},
    {"lsqb", '['},         {"lbrack", '['},
    {"bsol", '\\'},        {"rsqb", ']'},
    {"rbrack", ']'},       {"Hat", '^'},
    {"lowbar", '_'},       {"UnderBar", '_'},
    {"grave", '`'},        {"DiacriticalGrave", '`'},
    {"lcub", '{'},         {"lbrace", '{'},
    {"vert", '|'},         {"verbar", '|'},
    {"VerticalLine", '|'}, {"rcub", '}'},
    {"rbrace", '}'},
};

/// 13.2.5.80: numbers from 0x80 to 0x9f are taken for bytes of windows-1252; 0 where they stand for themselves.
constexpr char16_t kWindows1252[] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                     0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                     0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                     0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

QByteArray utf8Of(char32_t code)
{
    if (code >= 0x80 && code < 0xa0 && kWindows1252[code - 0x80] != 0)
        code = kWindows1252[code - 0x80];
    if (code == 0 || code > QChar::LastValidCodePoint || (code >= 0xd800 && code < 0xe000))
        code = QChar::ReplacementCharacter;
    return QString::fromUcs4(&code, 1).toUtf8();
}

/// A reference as long as it is, and what it stands for.
struct Reference {
    qsizetype size = 0;
    QByteArray text;
};

/// What stands behind "&#": digits, or x and hexadecimal ones. The semicolon may be missing.
Reference numericReference(QByteArrayView text)
{
    const bool isHex = text.startsWith('x') || text.startsWith('X');
    const int base = isHex ? 16 : 10;
    const qsizetype start = isHex ? 1 : 0;
    qsizetype at = start;
    char32_t code = 0;
    for (; at < text.size(); ++at) {
        const int digit = isHex || ascii::isDigit(text[at]) ? ascii::hexValue(text[at]) : -1;
        if (digit < 0)
            break;
        code = std::min<char32_t>(code * base + digit, QChar::LastValidCodePoint + 1);
    }
    if (at == start)
        return {};
    return {at + (at < text.size() && text[at] == ';' ? 1 : 0), utf8Of(code)};
}

/// What stands behind "&". In an attribute "&lt=" and "&ltx" are no references (13.2.5.73).
Reference namedReference(QByteArrayView text)
{
    const auto end =
        std::find_if(text.begin(), text.end(), [](char c) { return !ascii::isAlpha(c) && !ascii::isDigit(c); });
    const QByteArrayView name = text.first(end - text.begin());
    const bool hasSemicolon = end != text.end() && *end == ';';
    const bool isText = end != text.end() && *end == '=';
    const auto found =
        std::find_if(std::begin(kNamed), std::end(kNamed), [&](const auto &each) { return each.name == name; });
    if (found == std::end(kNamed) || (!hasSemicolon && (found->needsSemicolon || isText)))
        return {};
    return {name.size() + (hasSemicolon ? 1 : 0), QByteArray(1, found->character)};
}

} // namespace

QByteArray withoutReferences(QByteArrayView value)
{
    QByteArray plain;
    qsizetype from = 0;
    for (qsizetype at = value.indexOf('&'); at >= 0; at = value.indexOf('&', at + 1)) {
        const QByteArrayView rest = value.sliced(at + 1);
        const bool isNumber = rest.startsWith('#');
        const Reference reference = isNumber ? numericReference(rest.sliced(1)) : namedReference(rest);
        if (reference.size == 0)
            continue;
        plain += value.sliced(from, at - from).toByteArray() + reference.text;
        from = at + 1 + (isNumber ? 1 : 0) + reference.size;
        at = from - 1;
    }
    return plain + value.sliced(from).toByteArray();
}

} // namespace hopscope
