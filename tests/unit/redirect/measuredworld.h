// SPDX-License-Identifier: MIT
#pragma once

#include "measuredserver.h"

#include <QDateTime>
#include <QStringList>

namespace hopscope::test
{

/// A case of resources/clients/memory.json: what a user does, and what the servers answer.
struct MeasuredCase {
    QString feature;
    QString name;
    QList<QJsonObject> steps;
    QJsonObject answers; ///< by "METHOD URL", URL, "METHOD target", target or path
    QStringList cors;    ///< the URLs that allow what a page's script asks for; "*": all
    bool thirdParty = false;
};

/// What a client did in a case: for each step the requests that the servers saw.
struct RecordedRow {
    QString client;
    QList<QStringList> seen; ///< as measuredLine() has them
};

struct Measured {
    QDateTime when;
    QHash<QString, MeasuredCase> cases; ///< by name
    QList<RecordedRow> rows;
    QList<QString> names; ///< of the case of each row
};

/// The whole file.
Measured readMeasured(const QByteArray &json);

/// The servers of tests/clients/memoryworld.py, as far as a client sees them: every name and port answers by the case.
class MeasuredWorld
{
public:
    explicit MeasuredWorld(const MeasuredCase &measured) : m_case(measured), m_server(measured.answers) {}

    Response answer(const Request &request);

private:
    const MeasuredCase &m_case;
    MeasuredServer m_server;
};

/// "POST http://a.example/x (3 bytes) [Origin: null; Cookie: a=1]": method, URL, size of the body, and of the fields
/// those that rows are compared by. Long runs of one character are {x*count}, as in the file.
QString requestLine(const Request &request);

} // namespace hopscope::test
