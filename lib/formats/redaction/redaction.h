// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace hopscope
{

class HarmlessTexts;

struct RedactionOptions {
    /// Names the user adds; a header field, query parameter, cookie or field of a form or of JSON called so is secret.
    QStringList names;
    /// Secrets themselves, such as the values of secret variables: marked wherever they stand, if they have
    /// kMinToldSecret bytes.
    QList<QByteArray> values;
    /// The rule that does not count (redactionRules()); for tests, which show that each of them is needed.
    QByteArray without;
    /// Of earlier calls with the same options, on the same thread; lives longer. nullptr: nothing is kept.
    HarmlessTexts *harmless = nullptr;
};

/// Shape: its form tells that it is one, the name what it is. Path: in a URL behind the name.
enum class SecretPlace { Field, UserInfo, Parameter, ContentField, Shape, Path };

/// What was taken out of the messages of a trace. The ledger, the wire and the like repeat it and do not count.
struct Removed {
    SecretPlace place = SecretPlace::Field;
    QByteArray name; ///< of the field, parameter, ...; empty for user information
    int count = 0;
    QList<int> hops; ///< from 0, each once

    bool operator==(const Removed &) const = default;
};

/// Where in a list of what was removed each name stands.
using RemovedPlaces = QHash<std::pair<int, QByteArray>, qsizetype>;
/// The place of a name, or `next` when it is new, and whether it is.
std::pair<qsizetype, bool> placeOf(RemovedPlaces &places, SecretPlace place, const QByteArray &name, qsizetype next);

struct Redaction {
    Trace trace;
    QList<Removed> removed;
};

/// As redacted(const Trace &), with a list of what was removed. Besides the fields that are always secret, header
/// fields, query parameters, and fields of forms and JSON whose names look like a secret (isSecretName()) or are in
/// `options` are marked.
Redaction redacted(const Trace &trace, const RedactionOptions &options);
/// Equal secrets get equal marks in all of the traces.
QList<Redaction> redacted(const QList<Trace> &traces, const RedactionOptions &options);
/// `trace` as it would be redacted together with `other`, which is read only: that one need not be replaced as well.
Trace redactedBeside(const Trace &trace, const Trace &other, const RedactionOptions &options);

/// What was removed from all of them, each name once; without the hops, which count within a trace.
QList<Removed> removedFrom(const QList<Redaction> &redactions);
/// Whether secrets of its messages have been replaced by marks already: then equal marks of two traces say nothing.
bool hasMarks(const Trace &trace);
/// "Authorization (2), URL parameter token (1)"; empty if nothing was removed.
QString removedText(const QList<Removed> &removed);

} // namespace hopscope
