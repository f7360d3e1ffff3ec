// SPDX-License-Identifier: MIT
#include "paint/labels.h"

#include "paint/painttext.h"
#include "text/terminaltext.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kKibibyte = 1024;
constexpr qint64 kMillisecond = 1000;
constexpr qsizetype kMaxChipPart = 60; ///< characters
constexpr qint64 kSecond = 1000 * kMillisecond;

/// Fields that clients write by themselves and that say little about a redirect.
bool isRoutine(const QString &part)
{
    static constexpr std::array routine = {"url"_L1,        "host"_L1,    "content-length"_L1,  "user-agent"_L1,
                                           "accept"_L1,     "origin"_L1,  "accept-encoding"_L1, "accept-language"_L1,
                                           "connection"_L1, "referer"_L1, "expect"_L1,          "transfer-encoding"_L1};
    return std::any_of(routine.begin(), routine.end(),
                       [&](QLatin1StringView name) { return part.compare(name, Qt::CaseInsensitive) == 0; });
}

bool isNotable(const LedgerRow &row)
{
    if (row.before.isEmpty() && row.after.isEmpty())
        return false;
    static constexpr std::array always = {"method"_L1, "body"_L1, "content-type"_L1, "authorization"_L1, "cookie"_L1};
    if (std::any_of(always.begin(), always.end(),
                    [&](QLatin1StringView name) { return row.part.compare(name, Qt::CaseInsensitive) == 0; }))
        return true;
    return row.verdict != PartVerdict::Kept && !isRoutine(row.part);
}

Chip chipOf(const LedgerRow &row)
{
    const QString before = terminalText(row.before, kMaxChipPart);
    if (row.part == "method"_L1) {
        const QString after = terminalText(row.after, kMaxChipPart);
        if (row.verdict == PartVerdict::Kept)
            return {row.verdict, PaintText::tr("method %1 kept").arg(after)};
        return {row.verdict, PaintText::tr("method %1 → %2").arg(before, after)};
    }
    QString name = terminalText(row.part, kMaxChipPart);
    if (row.part == "body"_L1 && !row.before.isEmpty())
        name = PaintText::tr("body %1").arg(before.section(u" · "_s, 0, 0).section(u',', 0, 0));
    return {row.verdict, u"%1 %2"_s.arg(name, verdictText(row.verdict))};
}

} // namespace

QString verdictSign(PartVerdict verdict)
{
    switch (verdict) {
    case PartVerdict::Kept:
        return u"✔"_s;
    case PartVerdict::Changed:
        return u"⇄"_s;
    case PartVerdict::Dropped:
        return u"✖"_s;
    case PartVerdict::Added:
        return u"+"_s;
    }
    return {};
}

QString verdictText(PartVerdict verdict)
{
    switch (verdict) {
    case PartVerdict::Kept:
        return PaintText::tr("kept");
    case PartVerdict::Changed:
        return PaintText::tr("changed");
    case PartVerdict::Dropped:
        return PaintText::tr("dropped");
    case PartVerdict::Added:
        return PaintText::tr("added");
    }
    return {};
}

QString chipText(const Chip &chip)
{
    return chip.verdict ? u"%1 %2"_s.arg(verdictSign(*chip.verdict), chip.text) : chip.text;
}

QString durationText(qint64 microseconds)
{
    const QLocale locale = QLocale::c();
    if (microseconds == 0)
        return u"-"_s;
    if (microseconds >= kSecond)
        return u"%1 s"_s.arg(locale.toString(double(microseconds) / double(kSecond), 'f', 2));
    const int decimals = microseconds < kMillisecond ? 2 : 1;
    return u"%1 ms"_s.arg(locale.toString(double(microseconds) / double(kMillisecond), 'f', decimals));
}

QString phaseText(HopPhase phase)
{
    switch (phase) {
    case HopPhase::Starting:
        return PaintText::tr("starting");
    case HopPhase::Dns:
        return PaintText::tr("looking up the name");
    case HopPhase::Connect:
        return PaintText::tr("connecting");
    case HopPhase::Tls:
        return PaintText::tr("setting up TLS");
    case HopPhase::Send:
        return PaintText::tr("sending the request");
    case HopPhase::Wait:
        return PaintText::tr("waiting for the response");
    case HopPhase::Receive:
        break;
    }
    return PaintText::tr("receiving the response");
}

QString sizeText(qint64 bytes)
{
    if (bytes < kKibibyte)
        return u"%1 B"_s.arg(bytes);
    static constexpr std::array units = {"KiB"_L1, "MiB"_L1, "GiB"_L1, "TiB"_L1};
    double value = double(bytes) / double(kKibibyte);
    size_t unit = 0;
    while (value >= double(kKibibyte) && unit + 1 < units.size()) {
        value /= double(kKibibyte);
        ++unit;
    }
    return u"%1 %2"_s.arg(QLocale::c().toString(value, 'f', 1), units[unit]);
}

qint64 totalTime(const Timing &timing)
{
    return timing.dns + timing.connect + timing.tls + timing.send + timing.wait + timing.receive;
}

QString attemptsText(const QList<ConnectAttempt> &attempts)
{
    if (attempts.isEmpty() || (attempts.size() == 1 && attempts.first().error.isEmpty()))
        return {};
    QStringList tried;
    for (const ConnectAttempt &attempt : attempts)
        tried.append(u"%1: %2, %3"_s.arg(attempt.address, attempt.error.isEmpty() ? u"connected"_s : attempt.error,
                                         durationText(attempt.time)));
    return u"tried "_s + tried.join(u"; "_s);
}

QString statusLabel(const Response &response)
{
    const QString number = QString::number(response.status);
    return response.reason.isEmpty() ? number : u"%1 %2"_s.arg(number, QString::fromLatin1(response.reason));
}

const Tone &toneOf(const Colors &colors, PartVerdict verdict)
{
    switch (verdict) {
    case PartVerdict::Kept:
        return colors.good;
    case PartVerdict::Changed:
        return colors.warn;
    case PartVerdict::Dropped:
        return colors.bad;
    case PartVerdict::Added:
        return colors.info;
    }
    return colors.plain;
}

const Tone &statusTone(const Colors &colors, int status)
{
    switch (status / 100) {
    case 2:
        return colors.good;
    case 3:
        return colors.warn;
    case 4:
    case 5:
        return colors.bad;
    default:
        return colors.info;
    }
}

const Tone &methodTone(const Colors &colors, const QByteArray &method)
{
    if (method == "GET" || method == "HEAD" || method == "OPTIONS")
        return colors.get;
    return method == "DELETE" ? colors.bad : colors.post;
}

QList<Chip> chipsOf(const Redirect &redirect)
{
    QList<Chip> chips;
    for (const LedgerRow &row : redirect.ledger) {
        if (isNotable(row))
            chips.append(chipOf(row));
    }
    return chips;
}

} // namespace hopscope
