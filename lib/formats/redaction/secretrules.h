// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "http/headers.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace hopscope
{

struct SecretName;

/// How a secret is written where it is found.
enum class SecretForm { Plain, Query, Json, Markup };

/// A secret in a text.
struct SecretSpan {
    qsizetype start = 0;
    qsizetype length = 0;
    SecretPlace place = SecretPlace::Shape;
    QByteArray name; ///< of the field, or what it is
    SecretForm form = SecretForm::Plain;
    bool isNumber = false; ///< without quotes, which its mark needs

    qsizetype end() const { return start + length; }
};

/// Where a name and its value stand.
enum class PairPlace {
    Parameter, ///< a header field, a query, a form
    Json,      ///< JSON and XML
    Settings,  ///< files of settings, logs
    Code,      ///< programs: what is no text there is an expression
};

/// What a text says of its members called `code`: names and numbers of errors, or secrets.
struct CodeRule {
    bool secret = false;  ///< all of them
    bool ofError = false; ///< numbers are those of errors

    bool isHarmless(const QByteArray &value, bool isNumber) const;
};

/// What else is known of the object in which a pair stands.
struct PairContext {
    bool ofRequest = false;       ///< what a client sends has no labels and messages
    bool ofAuthorization = false; ///< RFC 6749: beside client_id, grant_type and the like
    bool ofPerson = false;        ///< beside a user name
    bool ofAddress = false;       ///< beside a city
    bool isNumber = false;        ///< without quotes
    CodeRule codes = {};
    bool ofLabels = false; ///< in a file of translations
};

/// The rules, of which tests switch one off.
struct SecretRules {
    QList<QByteArray> names; ///< that the user added
    QByteArray off;          ///< id of a rule, as in redactionRules(); tests only

    bool isOn(QByteArrayView id) const { return off.isEmpty() || id != off; }
    /// Whether there are values that are secret under `name`.
    bool mayBeSecret(QByteArrayView name) const;
    /// Whether all values under `name` are secret; not `code`, of which there are many.
    bool holdsEvery(QByteArrayView name) const;
    /// Whether a header field is called so, also with "X-" in front.
    bool isSecretField(QByteArrayView name) const;
    bool isSecretFieldValue(QByteArrayView name, const QByteArray &value) const;
    /// Whether `value` is a secret, as the value of `name`.
    bool isSecret(QByteArrayView name, const QByteArray &value, PairPlace place, const PairContext &context = {}) const;

private:
    const SecretName *rowOf(QByteArrayView name) const;
    bool isSecretName(QByteArrayView name) const;
    static bool isSignatureField(QByteArrayView name);
    bool isUsers(QByteArrayView name) const;
    QByteArrayView offName() const;
};

/// A rule by which something is taken for a secret.
struct RedactionRule {
    QByteArray id; ///< "name token", "key ghp_", "path reset", "kind card"
    QString of;    ///< the product, specification or document that has it; empty: many
};

/// All of them, for the command line and the tests.
QList<RedactionRule> redactionRules();

/// WWW-Authenticate and its like.
bool isChallengeField(QByteArrayView name);

} // namespace hopscope
