// SPDX-License-Identifier: MIT
#include "formats/audit/auditlist.h"

#include "formats/audit/auditrules.h"
#include "formats/audit/auditurls.h"
#include "formats/audit/auditvariants.h"
#include "text/terminaltext.h"

#include <QHash>

#include <algorithm>
#include <utility>
#include <vector>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kShownCell = 80;
constexpr qsizetype kMaxRepeatsNamed = 20;

/// "301", "301|308", "301!" as Netlify writes it.
Result<QList<int>> readStatuses(const QString &text)
{
    using Statuses = Result<QList<int>>;
    QString plain = text;
    for (const char16_t separator : {u'|', u'/', u';'})
        plain.replace(separator, u',');
    QList<int> statuses;
    for (const QString &each : plain.split(u',', Qt::SkipEmptyParts)) {
        QString digits = each.trimmed();
        if (digits.endsWith(u'!'))
            digits.chop(1);
        const int status = digits.toInt();
        if (status < 100 || status > 599)
            return Statuses::failure(u"\"%1\" is not a status: write one such as 301, or several as 301|308"_s.arg(
                terminalText(each.trimmed(), kShownCell)));
        statuses.append(status);
    }
    return statuses;
}

bool isMethodName(const QByteArray &method)
{
    return std::all_of(method.begin(), method.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
}

/// A rule, and the statuses that it asks for.
struct ListedRule {
    AuditRule rule;
    QList<int> statuses;
};

/// Puts the rows of the lists together.
class ListBuilder
{
public:
    explicit ListBuilder(const AuditListOptions &options) : m_options(options) {}

    void reserve(qsizetype rows) { m_list.rows.reserve(rows); }

    void addRules(ListReading &reading)
    {
        for (const ListedRow &row : std::as_const(reading.rows)) {
            if (!isAuditRule(row.source))
                continue;
            const Result<AuditRule> rule = readAuditRule(row);
            const Result<QList<int>> statuses = readStatuses(row.status);
            if (!rule || !statuses)
                fail(row.place, rule ? statuses.error : rule.error);
            else if (m_rules.size() == kMaxAuditRules)
                fail(row.place, u"there are more than %1 patterns, the most that are tried"_s.arg(kMaxAuditRules));
            else
                m_rules.append({*rule, *statuses});
        }
    }

    /// Takes the rows out of `reading`, one by one: a long list need not be in memory twice.
    void addRows(ListReading &reading)
    {
        AuditUrls urls(m_options, reading.base);
        for (ListedRow &each : reading.rows) {
            const ListedRow row = std::exchange(each, {});
            if (!isAuditRule(row.source))
                addRow(row, urls);
        }
        m_guessed += urls.guessed();
        m_list.faults += reading.faults;
        m_list.notes += reading.notes;
    }

    AuditList finished()
    {
        for (const ListedRule &each : std::as_const(m_rules)) {
            if (each.rule.matched == 0)
                m_list.notes.append(
                    u"%1: no URL without a target matches this pattern."_s.arg(placeText(each.rule.row.place)));
        }
        if (m_guessed > 0)
            m_list.notes.append(u"URLs without a scheme: %1; https:// was used, and http:// where browsers begin with "
                                "it."_s.arg(m_guessed));
        if (m_repeats > kMaxRepeatsNamed)
            m_list.notes.append(
                u"%1 more lines repeat an earlier one and were left out."_s.arg(m_repeats - kMaxRepeatsNamed));
        sortFaults();
        return m_list;
    }

private:
    /// By lines, the files in the order in which they come up.
    void sortFaults()
    {
        QHash<QString, qsizetype> files;
        for (const ListFault &fault : std::as_const(m_list.faults)) {
            if (!files.contains(fault.place.file))
                files.insert(fault.place.file, files.size());
        }
        std::stable_sort(m_list.faults.begin(), m_list.faults.end(), [&](const ListFault &a, const ListFault &b) {
            const qsizetype first = files.value(a.place.file);
            const qsizetype second = files.value(b.place.file);
            return first != second ? first < second : a.place.line < b.place.line;
        });
    }

    void fail(const ListPlace &place, const QString &reason) { m_list.faults.append({place, reason}); }

    void addRow(const ListedRow &listed, AuditUrls &urls)
    {
        AuditRow row{.place = listed.place, .listed = listed.source.toUtf8(), .note = listed.note};
        const Result<QByteArray> source = urls.source(listed);
        if (!source)
            return fail(row.place, source.error);
        const Result<QList<int>> statuses =
            listed.status == m_lastStatus ? m_lastStatuses : readStatuses(listed.status);
        if (!statuses)
            return fail(row.place, statuses.error);
        m_lastStatus = listed.status;
        m_lastStatuses = *statuses;
        row.statuses = *statuses;
        if (!listed.method.isEmpty() && listed.method.compare(QLatin1StringView(row.method), Qt::CaseInsensitive) != 0)
            row.method = listed.method.toUpper().toUtf8();
        if (!isMethodName(row.method))
            return fail(row.place, u"\"%1\" is not a method"_s.arg(terminalText(listed.method, kShownCell)));
        QString target = listed.target;
        if (target.isEmpty())
            target = ruledTarget(*source, row);
        if (!target.isEmpty()) {
            const Result<QByteArray> url = urls.target(target, *source);
            if (!url)
                return fail(row.place, url.error);
            row.target = urls.rewritten(*url);
        }
        row.source = urls.rewritten(*source);
        // UTF-8 is made in three times the room that it takes.
        for (QByteArray *text : {&row.listed, &row.source, &row.target})
            text->squeeze();
        if (row.source == row.listed)
            row.source = row.listed; // one text in memory
        addVariants(row, append(row));
    }

    QString ruledTarget(const QByteArray &source, AuditRow &row)
    {
        for (ListedRule &each : m_rules) {
            const std::optional<QString> target = targetBy(each.rule, source);
            if (!target)
                continue;
            ++each.rule.matched;
            if (row.statuses.isEmpty())
                row.statuses = each.statuses;
            return *target;
        }
        return {};
    }

    /// False: it repeats another row.
    bool append(const AuditRow &row)
    {
        const QByteArray key = row.method + ' ' + row.source;
        const auto there = m_places.constFind(key);
        if (there == m_places.constEnd()) {
            m_places.insert(key, m_list.rows.size());
            m_list.rows.append(row);
            return true;
        }
        const AuditRow &first = m_list.rows[*there];
        if (!row.variant.isEmpty())
            return false;
        if (!first.variant.isEmpty()) {
            m_list.rows[*there] = row; // what stands in the list goes before what was made of another line
            return true;
        }
        if (first.target != row.target || first.statuses != row.statuses)
            fail(row.place,
                 u"%1 has the same source and asks for something else; that line counts"_s.arg(placeText(first.place)));
        else if (++m_repeats <= kMaxRepeatsNamed)
            m_list.notes.append(u"%1 repeats %2 and was left out."_s.arg(placeText(row.place), placeText(first.place)));
        return false;
    }

    void addVariants(const AuditRow &row, bool isNew)
    {
        for (const AuditVariant &variant : auditVariants()) {
            if (!isNew || !m_options.variants.contains(variant.id))
                continue;
            const std::optional<QByteArray> source = variant.of(row.source);
            if (!source)
                continue;
            AuditRow other = row;
            other.source = *source;
            other.target = row.target.isEmpty() ? row.source : row.target;
            other.statuses.clear();
            other.variant = variant.id;
            append(other);
        }
    }

    const AuditListOptions &m_options;
    AuditList m_list;
    QList<ListedRule> m_rules;
    QHash<QByteArray, qsizetype> m_places; ///< of rows, by method and source
    // Most rows have the status of the one before; they share it.
    QString m_lastStatus;
    QList<int> m_lastStatuses;
    qsizetype m_guessed = 0;
    qsizetype m_repeats = 0;
};

} // namespace

QString placeText(const ListPlace &place)
{
    return place.file.isEmpty() ? u"line %1"_s.arg(place.line) : u"%1, line %2"_s.arg(place.file).arg(place.line);
}

QString askedStatusesText(const QList<int> &statuses)
{
    QStringList words;
    for (const int status : statuses)
        words.append(QString::number(status));
    return words.join(u" or "_s);
}

Result<AuditList> readAuditList(const QList<ListInput> &lists, const AuditListOptions &options)
{
    std::vector<ListReading> readings;
    ListBuilder builder(options);
    qsizetype rows = 0;
    for (const ListInput &list : lists) {
        ListReading reading{.file = list.name, .options = options};
        readList(list.bytes, reading);
        builder.addRules(reading);
        rows += reading.rows.size();
        readings.push_back(std::move(reading));
    }
    builder.reserve(rows);
    for (ListReading &reading : readings)
        builder.addRows(reading);
    const AuditList list = builder.finished();
    if (list.rows.isEmpty() && list.faults.isEmpty())
        return Result<AuditList>::failure(
            u"there is no URL to ask for: give lines of URLs, a table with a column \"source\", a sitemap, or a page with links"_s);
    return list;
}

} // namespace hopscope
