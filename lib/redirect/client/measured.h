// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace hopscope
{

inline constexpr qsizetype kMaxMeasuredFields = 64;       ///< of a request
inline constexpr qsizetype kMaxMeasuredField = 16 * 1024; ///< characters of a field
inline constexpr int kNoMeasuredRequest = -2;             ///< as a row: the client sends no second request
inline constexpr int kImpossibleRequest = -1;             ///< as a row: it cannot send the first one

/// A request that a client sent to the recording server after a redirect.
struct MeasuredRequest {
    QString method;
    QString target;
    QList<int> fields; ///< numbers of MeasuredFile::fields
    qint64 bodySize = 0;
};

struct MeasuredClient {
    QString id;
    QString version;
    QString date;       ///< of the measurement, 2026-11-23
    qint64 follows = 0; ///< redirects of an endless chain
    QList<int> rows;    ///< by case: a number of MeasuredFile::requests, kNoMeasuredRequest or kImpossibleRequest
};

/// What clients were measured to send: a file such as resources/clients/measured.json.
struct MeasuredFile {
    QStringList cases;
    QStringList fields; ///< "Name: value"
    QList<MeasuredRequest> requests;
    QList<MeasuredClient> clients;
};

/// The error is one sentence that names the place and the reason.
Result<MeasuredFile> readMeasured(const QByteArray &json);

} // namespace hopscope
