// SPDX-License-Identifier: MIT
#include "measuredworld.h"

#include "http/url.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace hopscope::test
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kCompared[] = {
    "Origin", "Referer", "Cookie", "Authorization", "Access-Control-Request-Method", "Access-Control-Request-Headers",
    "Expect"};

constexpr int kOk = 200;

/// A run of 64 and more equal characters as {c*count}.
QString shortened(const QString &text)
{
    static const QRegularExpression run(u"(.)\\1{63,}"_s);
    QString result;
    qsizetype done = 0;
    for (auto matches = run.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += text.mid(done, match.capturedStart() - done);
        result += u"{%1*%2}"_s.arg(match.captured(1)).arg(match.capturedLength());
        done = match.capturedEnd();
    }
    return result + text.mid(done);
}

/// The reverse of shortened(), as bytes: a character is one.
QByteArray lengthened(const QString &text)
{
    static const QRegularExpression run(u"\\{(.)\\*(\\d+)\\}"_s);
    QString result;
    qsizetype done = 0;
    for (auto matches = run.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        result += text.mid(done, match.capturedStart() - done);
        result += QString(match.captured(2).toInt(), match.captured(1).at(0));
        done = match.capturedEnd();
    }
    return (result + text.mid(done)).toLatin1();
}

QString lineOf(const QString &request, qint64 size, const QStringList &fields)
{
    return request + (size > 0 ? u" (%1 bytes)"_s.arg(size) : QString()) +
           (fields.isEmpty() ? QString() : u" ["_s + fields.join("; "_L1) + u']');
}

/// As requestLine(), of a recorded request.
QString measuredLine(const QJsonObject &request)
{
    const QJsonObject all = request["fields"_L1].toObject();
    QStringList fields;
    for (const QByteArrayView name : kCompared) {
        const QString key = QString::fromLatin1(name);
        if (all.contains(key))
            fields.append(key + u": "_s + all[key].toString());
    }
    return lineOf(request["request"_L1].toString(), request["body"_L1].toInt(), fields);
}

RecordedRow rowOf(const QJsonObject &row)
{
    RecordedRow result{.client = row["client"_L1].toString(), .seen = {}};
    const QJsonArray steps = row["seen"_L1].toArray();
    for (const QJsonValue &step : steps) {
        QStringList lines;
        const QJsonArray requests = step.toArray();
        for (const QJsonValue &request : requests)
            lines.append(measuredLine(request.toObject()));
        result.seen.append(lines);
    }
    return result;
}

void addFields(Headers &headers, const QJsonObject &answer)
{
    const Headers fields = fieldsOf(answer);
    for (const Header &field : fields.fields)
        headers.append(field.name, lengthened(QString::fromLatin1(field.value)));
}

} // namespace

Measured readMeasured(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    Measured measured;
    measured.when = QDateTime(QDate::fromString(all["date"_L1].toString(), Qt::ISODate), QTime(12, 0), Qt::UTC);
    const QJsonArray cases = all["cases"_L1].toArray();
    for (const QJsonValue &each : cases) {
        MeasuredCase one{.feature = each["feature"_L1].toString(),
                         .name = each["name"_L1].toString(),
                         .steps = {},
                         .answers = each["answers"_L1].toObject(),
                         .cors = QVariant(each["cors"_L1].toArray().toVariantList()).toStringList(),
                         .thirdParty = each["third party"_L1].toBool()};
        const QJsonArray steps = each["steps"_L1].toArray();
        for (const QJsonValue &step : steps)
            one.steps.append(step.toObject());
        measured.cases.insert(one.name, one);
    }
    const QJsonArray rows = all["rows"_L1].toArray();
    for (const QJsonValue &row : rows) {
        measured.rows.append(rowOf(row.toObject()));
        measured.names.append(row["case"_L1].toString());
    }
    return measured;
}

Response MeasuredWorld::answer(const Request &request)
{
    const QByteArray target = requestTarget(request.url);
    const QByteArray scheme = request.url.left(request.url.indexOf(':'));
    const QByteArray url = scheme + "://" + request.headers.first("Host").value_or("?") + target;
    const QJsonObject says = answerWith(m_server.answerTo(url, request.method), request);
    Response response{.version = "HTTP/1.1", .status = says["status"_L1].toInt(kOk)};
    Headers &headers = response.headers;
    if (says.isEmpty())
        headers = {{{"Content-Type", "text/html"}, {"Cache-Control", "no-store"}}};
    addFields(headers, says);
    if (m_case.cors.contains("*"_L1) || m_case.cors.contains(QString::fromLatin1(url))) {
        const bool isOptions = request.method == "OPTIONS";
        if (isOptions && !m_case.answers.contains("OPTIONS "_L1 + QString::fromLatin1(target)))
            response = {.version = "HTTP/1.1", .status = 200};
        headers.append("Access-Control-Allow-Origin", request.headers.first("Origin").value_or("*"));
        headers.append("Access-Control-Allow-Credentials", "true");
        headers.append("Access-Control-Max-Age", "0");
        if (const auto method = request.headers.first("Access-Control-Request-Method"); isOptions && method) {
            headers.append("Access-Control-Allow-Methods", *method);
            headers.append("Access-Control-Allow-Headers",
                           request.headers.first("Access-Control-Request-Headers").value_or("x"));
        }
    }
    headers.append("Connection", "close");
    if (request.method != "HEAD")
        response.body = contentOf(says);
    return response;
}

QString requestLine(const Request &request)
{
    QStringList fields;
    for (const QByteArrayView name : kCompared) {
        if (request.headers.contains(name))
            fields.append(QString::fromLatin1(name) + u": "_s +
                          shortened(QString::fromLatin1(request.headers.combined(name))));
    }
    const QByteArray scheme = request.url.left(request.url.indexOf(':'));
    const QByteArray url = scheme + "://" + request.headers.first("Host").value_or("?") + requestTarget(request.url);
    return lineOf(QString::fromLatin1(request.method) + u' ' + shortened(QString::fromLatin1(url)), request.body.size,
                  fields);
}

} // namespace hopscope::test
