// SPDX-License-Identifier: MIT
#include "net/auditoption.h"

#include "formats/audit/auditvariants.h"
#include "formats/audit/listkinds.h"
#include "http/url.h"
#include "text/ids.h"
#include "text/wholenumber.h"

#include <QtGlobal>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostAtOnce = 1000;
constexpr int kMostRefusals = 1'000'000;
constexpr double kMostSeconds = 86'400;
constexpr int kMsOfSecond = 1000;

QStringList kindIds()
{
    return idsOf(listKinds());
}

QStringList variantIds()
{
    return idsOf(auditVariants());
}

QString readKind(const QString &, const QString &value, AuditChoices &choices)
{
    if (!listKind(value))
        return u"there is no kind of list \"%1\"; choose one of: %2"_s.arg(value, kindIds().join(u", "_s));
    choices.list.kind = value;
    return {};
}

QString readBase(const QString &title, const QString &value, AuditChoices &choices)
{
    const Result<QByteArray> base = parseRequestUrl(value);
    if (!base)
        return u"%1: %2"_s.arg(title, base.error);
    choices.list.base = *base;
    return {};
}

QString readRewrite(const QString &title, const QString &value, AuditChoices &choices)
{
    const Result<HostRewrite> rewrite = parseHostRewrite(value);
    if (!rewrite)
        return u"%1: %2"_s.arg(title, rewrite.error);
    choices.list.rewrites.append(*rewrite);
    return {};
}

QString readVariants(const QString &, const QString &value, AuditChoices &choices)
{
    QStringList variants;
    for (const QString &id : value.split(u',', Qt::SkipEmptyParts)) {
        if (!auditVariant(id.trimmed()))
            return u"there is no variant \"%1\"; choose some of: %2"_s.arg(id.trimmed(), variantIds().join(u", "_s));
        variants.append(id.trimmed());
    }
    choices.list.variants = variants;
    return {};
}

QString readStrict(const QString &, const QString &, AuditChoices &choices)
{
    choices.isStrict = true;
    return {};
}

template <auto member, int most>
QString readCount(const QString &title, const QString &value, AuditChoices &choices)
{
    const Result<qint64> number = wholeNumber(title, value, 1, most);
    if (number)
        choices.pace.*member = int(*number);
    return number.error;
}

template <auto member>
QString usualCount()
{
    return QString::number(AuditPace().*member);
}

template <auto member>
QString readSeconds(const QString &title, const QString &value, AuditChoices &choices)
{
    bool isNumber = false;
    const double seconds = value.toDouble(&isNumber);
    if (!isNumber || !(seconds >= 0) || seconds > kMostSeconds)
        return u"%1 takes seconds from 0 to %2, such as 0.5, not \"%3\""_s.arg(
            title, QString::number(int(kMostSeconds)), value);
    choices.pace.*member = qRound(seconds * kMsOfSecond);
    return {};
}

template <auto member>
QString usualSeconds()
{
    return QString::number(AuditPace().*member / double(kMsOfSecond));
}

template <RobotsUse use>
QString readRobots(const QString &, const QString &, AuditChoices &choices)
{
    choices.pace.robots = use;
    return {};
}

template <auto member>
QString readPath(const QString &, const QString &value, AuditChoices &choices)
{
    choices.*member = value;
    return {};
}

constexpr AuditOption kAuditOptions[] = {
    {.name = "list"_L1,
     .placeholder = "KIND"_L1,
     .kind = OptionKind::Choice,
     .group = AuditOptionGroup::Lists,
     .title = QT_TRANSLATE_NOOP("audit", "Kind of the lists"),
     .help = QT_TRANSLATE_NOOP("audit", "Kind of the lists: %1. Default: they tell by themselves."),
     .read = readKind,
     .choices = kindIds},
    {.name = "base"_L1,
     .placeholder = "URL"_L1,
     .kind = OptionKind::Text,
     .group = AuditOptionGroup::Lists,
     .title = QT_TRANSLATE_NOOP("audit", "Base"),
     .help = QT_TRANSLATE_NOOP("audit", "What begins with \"/\" belongs to this URL."),
     .read = readBase},
    {.name = "rewrite"_L1,
     .placeholder = "A=B"_L1,
     .kind = OptionKind::Lines,
     .group = AuditOptionGroup::Lists,
     .title = QT_TRANSLATE_NOOP("audit", "Other hosts"),
     .help = QT_TRANSLATE_NOOP("audit", "Ask host B where the list has host A, as in "
                                        "www.example.com=http://127.0.0.1:8080; may be repeated."),
     .read = readRewrite},
    {.name = "variants"_L1,
     .placeholder = "LIST"_L1,
     .kind = OptionKind::Text,
     .group = AuditOptionGroup::Lists,
     .title = QT_TRANSLATE_NOOP("audit", "Other notations"),
     .help = QT_TRANSLATE_NOOP("audit", "Ask for other notations of each URL, too: %1."),
     .read = readVariants,
     .choices = variantIds},
    {.name = "strict"_L1,
     .placeholder = {},
     .kind = OptionKind::Switch,
     .group = AuditOptionGroup::Lists,
     .title = QT_TRANSLATE_NOOP("audit", "Strict"),
     .help = QT_TRANSLATE_NOOP("audit", "Ask for nothing when a line cannot be used."),
     .read = readStrict},
    {.name = "parallel"_L1,
     .placeholder = "N"_L1,
     .kind = OptionKind::Count,
     .group = AuditOptionGroup::Pace,
     .title = QT_TRANSLATE_NOOP("audit", "At once"),
     .help = QT_TRANSLATE_NOOP("audit", "URLs under way at the same time, at most. Default: 50."),
     .read = readCount<&AuditPace::total, kMostAtOnce>,
     .usual = usualCount<&AuditPace::total>},
    {.name = "per-host"_L1,
     .placeholder = "N"_L1,
     .kind = OptionKind::Count,
     .group = AuditOptionGroup::Pace,
     .title = QT_TRANSLATE_NOOP("audit", "Of one host"),
     .help = QT_TRANSLATE_NOOP("audit", "URLs of one host under way at the same time, at most. Default: 4."),
     .read = readCount<&AuditPace::perHost, kMostAtOnce>,
     .usual = usualCount<&AuditPace::perHost>},
    {.name = "delay"_L1,
     .placeholder = "SECONDS"_L1,
     .kind = OptionKind::Seconds,
     .group = AuditOptionGroup::Pace,
     .title = QT_TRANSLATE_NOOP("audit", "Delay"),
     .help = QT_TRANSLATE_NOOP("audit", "Time between two requests to a host. Default: 0."),
     .read = readSeconds<&AuditPace::delayMs>,
     .usual = usualSeconds<&AuditPace::delayMs>},
    {.name = "longest-wait"_L1,
     .placeholder = "SECONDS"_L1,
     .kind = OptionKind::Seconds,
     .group = AuditOptionGroup::Pace,
     .title = QT_TRANSLATE_NOOP("audit", "Longest wait"),
     .help = QT_TRANSLATE_NOOP("audit", "The longest time that a Retry-After is waited for. Default: 120."),
     .read = readSeconds<&AuditPace::longestWaitMs>,
     .usual = usualSeconds<&AuditPace::longestWaitMs>},
    {.name = "give-up"_L1,
     .placeholder = "N"_L1,
     .kind = OptionKind::Count,
     .group = AuditOptionGroup::Pace,
     .title = QT_TRANSLATE_NOOP("audit", "Give up after"),
     .help = QT_TRANSLATE_NOOP("audit", "Leave a host alone that has refused N requests, or given no response to N in "
                                        "a row. Default: 10."),
     .read = readCount<&AuditPace::refusals, kMostRefusals>,
     .usual = usualCount<&AuditPace::refusals>},
    {.name = "robots"_L1,
     .placeholder = {},
     .kind = OptionKind::Switch,
     .group = AuditOptionGroup::Pace,
     .title = QT_TRANSLATE_NOOP("audit", "Obey robots.txt"),
     .help =
         QT_TRANSLATE_NOOP("audit", "Leave out what the robots.txt of a host disallows; without it that is only said."),
     .read = readRobots<RobotsUse::Enforced>},
    {.name = "no-robots"_L1,
     .placeholder = {},
     .kind = OptionKind::Switch,
     .group = AuditOptionGroup::Pace,
     .title = QT_TRANSLATE_NOOP("audit", "No robots.txt"),
     .help = QT_TRANSLATE_NOOP("audit", "Do not ask for robots.txt."),
     .read = readRobots<RobotsUse::Ignored>},
    {.name = "resume"_L1,
     .placeholder = "FILE"_L1,
     .kind = OptionKind::File,
     .group = AuditOptionGroup::Results,
     .title = QT_TRANSLATE_NOOP("audit", "Keep results in"),
     .help = QT_TRANSLATE_NOOP("audit", "Keep each result in FILE as soon as it is there, and ask for nothing that is "
                                        "in it already."),
     .read = readPath<&AuditChoices::resume>},
    {.name = "baseline"_L1,
     .placeholder = "FILE"_L1,
     .kind = OptionKind::File,
     .group = AuditOptionGroup::Results,
     .title = QT_TRANSLATE_NOOP("audit", "Compare with"),
     .help = QT_TRANSLATE_NOOP("audit", "Compare with the JSON lines of an earlier audit: only what fails now and did "
                                        "not then counts for the exit code."),
     .read = readPath<&AuditChoices::baseline>},
};

constexpr AuditOptionGroupRow kAuditGroups[] = {
    {AuditOptionGroup::Lists, QT_TRANSLATE_NOOP("audit", "Lists")},
    {AuditOptionGroup::Pace, QT_TRANSLATE_NOOP("audit", "How the URLs are asked for")},
    {AuditOptionGroup::Results, QT_TRANSLATE_NOOP("audit", "Results")},
};

} // namespace

std::span<const AuditOptionGroupRow> auditOptionGroups()
{
    return kAuditGroups;
}

std::span<const AuditOption> auditOptions()
{
    return kAuditOptions;
}

} // namespace hopscope
