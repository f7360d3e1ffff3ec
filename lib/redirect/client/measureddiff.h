// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/measured.h"

namespace hopscope
{

/// What of a case is otherwise: whether a request is sent at all, or a part of the request.
enum class MeasuredPart { Request, Method, Target, Body, Field };
/// As a word of JSON.
QLatin1StringView idOf(MeasuredPart part);

/// One difference of a client, and the cases that have it.
struct MeasuredChange {
    MeasuredPart part = MeasuredPart::Request;
    QString field;          ///< its name, for MeasuredPart::Field
    QString before;         ///< in words; a field's lines with that name; null when it is not sent
    QString after;          ///< likewise
    QStringList cases;      ///< in the order of the later file
    bool isUsual = false;   ///< most cases in which both files have a request have it, and more than one
    QStringList exceptions; ///< then: the others of them
};

/// A client that both files have and that is not the same in them.
struct ClientChanges {
    QString id;
    QString versionBefore;
    QString versionAfter;
    qint64 followsBefore = 0;
    qint64 followsAfter = 0;
    QList<MeasuredChange> changes;
};

/// What is otherwise in the later of two files. The day of a measurement does not count, nor does the order of clients,
/// cases and fields. Cases that only one of them has are not compared.
struct MeasuredDiff {
    QStringList addedCases;
    QStringList removedCases;
    QList<MeasuredClient> added;
    QList<MeasuredClient> removed;
    QList<ClientChanges> changed;

    bool isEmpty() const;
};

MeasuredDiff differencesOf(const MeasuredFile &before, const MeasuredFile &after);

} // namespace hopscope
