// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "http/url.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringEncoder>

/// What the servers of tests/clients/memoryworld.py answer in a case of resources/clients/memory.json.
namespace hopscope::test
{

using namespace Qt::StringLiterals;

/// The answers of a case, in turn where there are several.
class MeasuredServer
{
public:
    explicit MeasuredServer(const QJsonObject &answers) : m_answers(answers) {}

    /// By "METHOD URL", URL, "METHOD target", target or path; empty where nothing is said.
    QJsonObject answerTo(const QByteArray &url, const QByteArray &method = "GET")
    {
        const QByteArray target = requestTarget(url);
        const QByteArray path = target.split('?').constFirst();
        for (const QByteArray &bytes : {method + ' ' + url, url, method + ' ' + target, target, path}) {
            const QString key = QString::fromLatin1(bytes);
            const QJsonValue answer = m_answers[key];
            if (answer.isObject())
                return answer.toObject();
            if (const QJsonArray list = answer.toArray(); !list.isEmpty())
                return list.at(std::min(m_given[key]++, list.size() - 1)).toObject();
        }
        return {};
    }

private:
    QJsonObject m_answers;
    QHash<QString, qsizetype> m_given;
};

/// What the server says to a request with these credentials: `with` names the schemes that get its `else`.
inline QJsonObject answerWith(const QJsonObject &answer, const Request &request)
{
    const QString sent = QString::fromLatin1(request.headers.first("Authorization").value_or(QByteArray()));
    const QJsonArray schemes = answer["with"_L1].toArray();
    const bool isGiven = std::any_of(schemes.begin(), schemes.end(),
                                     [&](const QJsonValue &scheme) { return sent.startsWith(scheme.toString()); });
    return isGiven ? answer["else"_L1].toObject() : answer;
}

/// Of a list of pairs.
inline Headers headersOf(const QJsonValue &pairs)
{
    Headers headers;
    const QJsonArray all = pairs.toArray();
    for (const QJsonValue &pair : all)
        headers.append(pair[0].toString().toLatin1(), pair[1].toString().toLatin1());
    return headers;
}

inline Headers fieldsOf(const QJsonObject &answer)
{
    return headersOf(answer["fields"_L1]);
}

inline Body contentOf(const QJsonObject &answer)
{
    const QString text = answer["body"_L1].toString(u"<!doctype html><title>page</title><body>ok"_s);
    const QString coding = answer["coding"_L1].toString();
    if (coding == "utf-16-le"_L1)
        return bodyOf(QStringEncoder(QStringEncoder::Utf16LE)(text));
    if (coding == "utf-16-be"_L1)
        return bodyOf(QStringEncoder(QStringEncoder::Utf16BE)(text));
    return bodyOf(coding == "cp1252"_L1 ? text.toLatin1() : text.toUtf8());
}

} // namespace hopscope::test
