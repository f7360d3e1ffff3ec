// SPDX-License-Identifier: MIT
#include "redirect/client/measureddiff.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <tuple>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A field as it is compared: lines of one name are told together.
struct FieldLine {
    QString name;
    QString folded; ///< the name in small letters
    QString value;
};

FieldLine fieldLine(const QString &line)
{
    const qsizetype colon = line.indexOf(u':');
    const QString name = colon < 0 ? line : line.first(colon);
    const QString value = colon < 0 ? QString() : line.sliced(colon + 1);
    return {name, name.toLower(), value.startsWith(u' ') ? value.sliced(1) : value};
}

/// The fields of every request, sorted by name.
QList<QList<FieldLine>> fieldsByRequest(const MeasuredFile &file)
{
    QList<FieldLine> lines;
    for (const QString &line : file.fields)
        lines.append(fieldLine(line));
    QList<QList<FieldLine>> requests;
    for (const MeasuredRequest &request : file.requests) {
        QList<FieldLine> fields;
        for (const int field : request.fields)
            fields.append(lines[field]);
        std::sort(fields.begin(), fields.end(), [](const FieldLine &a, const FieldLine &b) {
            return std::tie(a.folded, a.name, a.value) < std::tie(b.folded, b.name, b.value);
        });
        requests.append(fields);
    }
    return requests;
}

/// The lines that have the name of the first: "\"a\" and \"b\"", and with the name where that is written otherwise.
QString takeLines(QList<FieldLine>::const_iterator &at, QList<FieldLine>::const_iterator end, const QString &folded,
                  const QString &name)
{
    QStringList values;
    for (; at != end && at->folded == folded; ++at)
        values.append(u'"' + (at->name == name ? at->value : at->name + u": "_s + at->value) + u'"');
    return values.isEmpty() ? QString() : values.join(u" and ");
}

QString sizeWords(qint64 size)
{
    return size == 0 ? u"none"_s : u"%1 B"_s.arg(size);
}

QString requestWords(const MeasuredFile &file, int row)
{
    if (row == kNoMeasuredRequest)
        return u"no second request"_s;
    if (row == kImpossibleRequest)
        return u"a first request that cannot be sent"_s;
    const MeasuredRequest &request = file.requests[row];
    const QString body = request.bodySize == 0 ? u"no body"_s : u"a body of "_s + sizeWords(request.bodySize);
    return u"%1 %2 with %3"_s.arg(request.method, request.target, body);
}

/// Those of `texts` that are not among `others`.
QStringList missingIn(const QStringList &others, const QStringList &texts)
{
    const QSet<QString> known(others.begin(), others.end());
    QStringList missing;
    for (const QString &text : texts) {
        if (!known.contains(text))
            missing.append(text);
    }
    return missing;
}

/// Compares the requests of two files. Each pair of requests is compared once, however many rows name it.
class Comparison
{
public:
    Comparison(const MeasuredFile &before, const MeasuredFile &after)
        : m_before(before),
          m_after(after),
          m_fieldsBefore(fieldsByRequest(before)),
          m_fieldsAfter(fieldsByRequest(after))
    {
        for (int i = 0; i < int(before.cases.size()); ++i)
            m_caseBefore.insert(before.cases[i], i);
    }

    QList<MeasuredChange> changesOf(const MeasuredClient &before, const MeasuredClient &after);

private:
    /// Numbers of m_known.
    const QList<int> &pair(int before, int after);
    QList<MeasuredChange> compared(int before, int after) const;
    void compareFields(QList<MeasuredChange> &changes, int before, int after) const;
    int numberOf(const MeasuredChange &change);

    const MeasuredFile &m_before;
    const MeasuredFile &m_after;
    const QList<QList<FieldLine>> m_fieldsBefore;
    const QList<QList<FieldLine>> m_fieldsAfter;
    QHash<QString, int> m_caseBefore;
    QHash<std::pair<int, int>, QList<int>> m_pairs;
    QList<MeasuredChange> m_known; ///< without cases
    QHash<QString, int> m_numbers;
};

QList<MeasuredChange> Comparison::changesOf(const MeasuredClient &before, const MeasuredClient &after)
{
    QList<MeasuredChange> changes;
    QHash<int, qsizetype> places; // of the known changes
    QStringList withRequests;
    for (qsizetype i = 0; i < m_after.cases.size(); ++i) {
        const QString &name = m_after.cases[i];
        const int place = m_caseBefore.value(name, -1);
        if (place < 0)
            continue;
        if (before.rows[place] >= 0 && after.rows[i] >= 0)
            withRequests.append(name);
        for (const int number : pair(before.rows[place], after.rows[i])) {
            const qsizetype known = places.value(number, changes.size());
            if (known == changes.size()) {
                places.insert(number, known);
                changes.append(m_known[number]);
            }
            changes[known].cases.append(name);
        }
    }
    for (MeasuredChange &change : changes) {
        // More than half of the cases: there are few such changes, so all this is linear.
        change.isUsual = change.part != MeasuredPart::Request && change.cases.size() > 1 &&
                         2 * change.cases.size() > withRequests.size();
        if (change.isUsual)
            change.exceptions = missingIn(change.cases, withRequests);
    }
    return changes;
}

const QList<int> &Comparison::pair(int before, int after)
{
    const std::pair<int, int> key(before, after);
    const auto found = m_pairs.constFind(key);
    if (found != m_pairs.constEnd())
        return *found;
    QList<int> numbers;
    for (const MeasuredChange &change : compared(before, after))
        numbers.append(numberOf(change));
    return *m_pairs.insert(key, numbers);
}

QList<MeasuredChange> Comparison::compared(int before, int after) const
{
    QList<MeasuredChange> changes;
    const auto tell = [&](MeasuredPart part, const QString &was, const QString &is) {
        if (was != is)
            changes.append({.part = part, .field = {}, .before = was, .after = is, .cases = {}});
    };
    if (before < 0 || after < 0) {
        tell(MeasuredPart::Request, requestWords(m_before, before), requestWords(m_after, after));
        return changes;
    }
    const MeasuredRequest &was = m_before.requests[before];
    const MeasuredRequest &is = m_after.requests[after];
    tell(MeasuredPart::Method, was.method, is.method);
    tell(MeasuredPart::Target, was.target, is.target);
    tell(MeasuredPart::Body, sizeWords(was.bodySize), sizeWords(is.bodySize));
    compareFields(changes, before, after);
    return changes;
}

void Comparison::compareFields(QList<MeasuredChange> &changes, int before, int after) const
{
    auto was = m_fieldsBefore[before].begin();
    auto is = m_fieldsAfter[after].begin();
    const auto wasEnd = m_fieldsBefore[before].end();
    const auto isEnd = m_fieldsAfter[after].end();
    while (was != wasEnd || is != isEnd) {
        const bool takesBefore = is == isEnd || (was != wasEnd && was->folded <= is->folded);
        const FieldLine first = takesBefore ? *was : *is;
        const QString linesBefore = takeLines(was, wasEnd, first.folded, first.name);
        const QString linesAfter = takeLines(is, isEnd, first.folded, first.name);
        if (linesBefore != linesAfter)
            changes.append({MeasuredPart::Field, first.name, linesBefore, linesAfter, {}});
    }
}

int Comparison::numberOf(const MeasuredChange &change)
{
    const QString key = QStringList{idOf(change.part), change.field, change.before, change.after}.join(QChar());
    const auto found = m_numbers.constFind(key);
    if (found != m_numbers.constEnd())
        return *found;
    m_known.append(change);
    return *m_numbers.insert(key, int(m_known.size()) - 1);
}

QHash<QString, const MeasuredClient *> byId(const MeasuredFile &file)
{
    QHash<QString, const MeasuredClient *> clients;
    for (const MeasuredClient &client : file.clients)
        clients.insert(client.id, &client);
    return clients;
}

} // namespace

QLatin1StringView idOf(MeasuredPart part)
{
    switch (part) {
    case MeasuredPart::Request:
        return "request"_L1;
    case MeasuredPart::Method:
        return "method"_L1;
    case MeasuredPart::Target:
        return "target"_L1;
    case MeasuredPart::Body:
        return "body"_L1;
    case MeasuredPart::Field:
        break;
    }
    return "field"_L1;
}

bool MeasuredDiff::isEmpty() const
{
    return addedCases.isEmpty() && removedCases.isEmpty() && added.isEmpty() && removed.isEmpty() && changed.isEmpty();
}

MeasuredDiff differencesOf(const MeasuredFile &before, const MeasuredFile &after)
{
    MeasuredDiff diff{.addedCases = missingIn(before.cases, after.cases),
                      .removedCases = missingIn(after.cases, before.cases),
                      .added = {},
                      .removed = {},
                      .changed = {}};
    const QHash<QString, const MeasuredClient *> older = byId(before);
    const QHash<QString, const MeasuredClient *> newer = byId(after);
    for (const MeasuredClient &client : before.clients) {
        if (!newer.contains(client.id))
            diff.removed.append(client);
    }
    Comparison comparison(before, after);
    for (const MeasuredClient &client : after.clients) {
        const MeasuredClient *was = older.value(client.id);
        if (!was) {
            diff.added.append(client);
            continue;
        }
        const QList<MeasuredChange> changes = comparison.changesOf(*was, client);
        if (!changes.isEmpty() || was->version != client.version || was->follows != client.follows)
            diff.changed.append({client.id, was->version, client.version, was->follows, client.follows, changes});
    }
    return diff;
}

} // namespace hopscope
