// SPDX-License-Identifier: MIT
#include "class/candidates.h"

#include "class/classtext.h"
#include "class/devicename.h"
#include "http/url.h"
#include "redirect/client/measured.h"
#include "text/jsonwrite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kCandidatesVersion = 1;

/// A list of different texts or rows, and where each stands.
class Numbered
{
public:
    int numberOf(const QByteArray &key, const QJsonValue &value)
    {
        const auto known = m_numbers.constFind(key);
        if (known != m_numbers.constEnd())
            return *known;
        m_numbers.insert(key, int(m_numbers.size()));
        m_values.append(value);
        return int(m_values.size()) - 1;
    }
    const QJsonArray &values() const { return m_values; }

private:
    QHash<QByteArray, int> m_numbers;
    QJsonArray m_values;
};

bool isRedirect(const Hop &hop)
{
    return hop.response && hop.response->status / 100 == 3 && hop.response->headers.contains("Location");
}

QString caseOf(const Classroom &room, int visit, int redirect, const Hop &hop)
{
    return u"%1, visit %2, redirect %3: %4 %5, %6"_s.arg(
        room.lesson.id, QString::number(visit + 1), QString::number(redirect),
        QString::fromLatin1(hop.request.method.left(kMaxStudentName)),
        hop.request.body.size > 0 ? u"with body"_s : u"without body"_s, QString::number(hop.response->status));
}

class CandidateWriter
{
public:
    explicit CandidateWriter(const Classroom &room) : m_room(room) {}

    /// The rows of a device by case: a number of a request, or null.
    QMap<QString, QJsonValue> rowsOf(const ClassDevice &device)
    {
        QMap<QString, QJsonValue> rows;
        for (int visit = 0; visit < device.visits.size(); ++visit) {
            const QList<Hop> &hops = device.visits.at(visit);
            int redirect = 0;
            for (qsizetype i = 0; i < hops.size(); ++i) {
                if (!isRedirect(hops.at(i)))
                    continue;
                const bool goesOn = i + 1 < hops.size();
                rows.insert(caseOf(m_room, visit, ++redirect, hops.at(i)),
                            goesOn ? QJsonValue(requestNumber(hops.at(i + 1).request)) : QJsonValue());
            }
        }
        return rows;
    }

    const QJsonArray &fields() const { return m_fields.values(); }
    const QJsonArray &requests() const { return m_requests.values(); }

private:
    int requestNumber(const Request &request)
    {
        QJsonArray fields;
        for (const Header &field : request.headers.fields) {
            if (fields.size() >= kMaxMeasuredFields)
                break;
            const QByteArray line = field.name + ": " + field.value;
            fields.append(m_fields.numberOf(line, textOrLatin1(line)));
        }
        const QJsonArray row{QString::fromLatin1(request.method), textOrLatin1(requestTarget(request.url)), fields,
                             request.body.size};
        return m_requests.numberOf(QJsonDocument(row).toJson(QJsonDocument::Compact), row);
    }

    const Classroom &m_room;
    Numbered m_fields;
    Numbered m_requests;
};

/// "firefox-128.0-android-14".
QString clientIdOf(const DeviceName &name)
{
    QString id;
    for (const QChar letter : (name.browser + u'-' + name.version + u'-' + name.system).toLower()) {
        const bool isPlain = letter.unicode() < 0x80 && (letter.isLetterOrNumber() || letter == u'.');
        if (isPlain)
            id += letter;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    return id.isEmpty() ? u"unknown"_s : id;
}

bool madeAllVisits(const ClassDevice &device)
{
    return !device.visits.isEmpty() && std::none_of(device.visits.begin(), device.visits.end(),
                                                    [](const QList<Hop> &hops) { return hops.isEmpty(); });
}

struct Candidate {
    QString id;
    QString version;
    QMap<QString, QJsonValue> rows;
};

} // namespace

Result<QByteArray> candidateFile(const Classroom &room, const QString &date)
{
    CandidateWriter writer(room);
    QList<Candidate> candidates;
    QSet<QString> ids;
    QMap<QString, int> cases;
    for (const ClassDevice &device : room.devices) {
        if (!madeAllVisits(device))
            continue;
        const DeviceName name = deviceNameOf(device.userAgent);
        Candidate candidate{clientIdOf(name), name.version, writer.rowsOf(device)};
        const bool isKnown = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate &each) {
            return each.rows == candidate.rows && each.id.startsWith(candidate.id);
        });
        if (isKnown)
            continue;
        if (ids.contains(candidate.id))
            candidate.id += u"-device-%1"_s.arg(device.number);
        ids.insert(candidate.id);
        for (auto row = candidate.rows.constBegin(); row != candidate.rows.constEnd(); ++row)
            cases.insert(row.key(), 0);
        candidates.append(candidate);
    }
    if (candidates.isEmpty())
        return Result<QByteArray>::failure(classText(ClassText::NoCandidates));
    QJsonArray clients;
    for (const Candidate &candidate : candidates) {
        QJsonArray rows;
        for (auto each = cases.constBegin(); each != cases.constEnd(); ++each)
            rows.append(candidate.rows.value(each.key(), kImpossibleRequest));
        clients.append(QJsonObject{{u"client"_s, candidate.id},
                                   {u"version"_s, candidate.version},
                                   {u"date"_s, date},
                                   {u"follows"_s, 0},
                                   {u"rows"_s, rows}});
    }
    const QJsonObject file{{u"format"_s, u"hopscope-measured"_s},
                           {u"version"_s, kCandidatesVersion},
                           {u"cases"_s, QJsonArray::fromStringList(cases.keys())},
                           {u"fields"_s, writer.fields()},
                           {u"requests"_s, writer.requests()},
                           {u"clients"_s, clients}};
    return QJsonDocument(file).toJson(QJsonDocument::Indented);
}

} // namespace hopscope
