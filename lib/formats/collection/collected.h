// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/variables.h"
#include "formats/paste/pastedrequest.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope
{

/// A collection of another program is no longer than this.
inline constexpr qint64 kMaxCollectedBytes = 64 * 1024 * 1024;

/// One request of another program's collection.
struct CollectedRequest {
    QStringList folders;
    QString name;
    std::optional<qint64> order;
    PastedRequest request; ///< its notes say what was not taken over

    bool operator==(const CollectedRequest &) const = default;
};

struct CollectedEnvironment {
    QString name;
    QList<Variable> variables; ///< secret ones with their value, if the other program wrote it
    QStringList notes;

    bool operator==(const CollectedEnvironment &) const = default;
};

/// What another program's files hold. Nothing that they name has been read from disk yet.
struct Collected {
    QString name;
    QList<CollectedRequest> requests;
    QList<Variable> variables; ///< that count for all requests
    QList<CollectedEnvironment> environments;
    QStringList notes; ///< about the whole

    bool operator==(const Collected &) const = default;
};

/// A name for a request that has none: "GET orders-1", at most 60 characters, without what file names cannot have.
QString proposedName(const QByteArray &method, const QString &url);

/// Values of variables that count for a part of the collection: a folder, a request.
struct ValueScope {
    QHash<QByteArray, QByteArray> values; ///< by name
    const ValueScope *above = nullptr;    ///< outlives this one

    const QByteArray *find(const QByteArray &name) const;
};
QHash<QByteArray, QByteArray> valuesOf(const QList<Variable> &variables);

/// `text` with the values of the scope in it; variables that it does not know stay. `used` gets some of their names.
/// A text that would become larger than `limit` keeps the rest of its variables.
QByteArray writtenOut(const QByteArray &text, const ValueScope &scope, QStringList &used,
                      qsizetype limit = kMaxSubstitutedBytes);
/// The same for all texts of a request. A note names the variables that it had.
PastedRequest writtenOut(PastedRequest request, const ValueScope &scope);

/// Notes each "{{...}}" of the request that is not a variable here: values that are made up, references to responses,
/// names with other characters.
void noteReferences(PastedRequest &request);

/// How a request identifies itself, in the words of its collection: "basic", "bearer", "digest", "apikey", ...
struct CollectedAuth {
    QByteArray type;     ///< empty: not at all
    QByteArray user;     ///< of basic and digest
    QByteArray password; ///< likewise
    QByteArray token;    ///< of bearer; value of apikey
    QByteArray key;      ///< of apikey: name of the field or parameter
    bool inQuery = false;

    bool operator==(const CollectedAuth &) const = default;
};

/// Puts it into the request; a kind that needs a program of its own is noted.
void applyAuth(PastedRequest &request, const CollectedAuth &auth);
/// application/x-www-form-urlencoded, in which variables stay variables.
QByteArray formBody(const QList<FormField> &fields);
/// Notes what was switched off and is left out; nothing for no names.
void noteSwitchedOff(PastedRequest &request, const QStringList &names);
/// ":id" as a whole segment of the URL's path becomes the value that `values` has for "id".
void setPathParameters(PastedRequest &request, const QHash<QString, QString> &values);

/// Sets Content-Type where the request has none.
void setContentType(PastedRequest &request, const QByteArray &type);
/// Adds "name=value" each to the URL's query, in front of a fragment.
void addParameters(PastedRequest &request, const QStringList &pairs);
/// The body of a GraphQL request over HTTP: {"query": ..., "variables": ...}. `variables` is JSON, as it is.
QByteArray graphqlBody(const QByteArray &query, const QByteArray &variables);

} // namespace hopscope
