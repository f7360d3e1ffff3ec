// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

namespace hopscope
{

/// In bytes of UTF-8; what is longer is no "{{name}}".
inline constexpr qsizetype kMaxVariableName = 100;
/// A text grows no further by its variables.
inline constexpr qsizetype kMaxSubstitutedBytes = 64 * 1024 * 1024;

/// What "{{name}}" stands for.
struct Variable {
    QString name;
    QString value; ///< of a secret one that nobody has told yet: nothing
    bool isSecret = false;

    bool operator==(const Variable &) const = default;
};

/// A "{{name}}" in a text; white space inside of the braces does not count.
struct VariablePlace {
    qsizetype start = 0;
    qsizetype length = 0; ///< with the braces; 0: there is none
    QByteArrayView name;
};

/// Letters, digits, "_", "-" and "."; a name that begins with "$" is one of those that other programs make up.
bool isVariableName(QByteArrayView name);
/// The first variable at or behind `from`. "{{" without a name, as JSON has it, is none.
VariablePlace nextVariable(QByteArrayView text, qsizetype from);
/// Each name once, in order.
QStringList variableNames(QByteArrayView text);

/// The variables that a request is sent with.
class Variables
{
public:
    explicit Variables(const QString &environment = {}) : m_environment(environment) {}

    /// The environment's name, for sentences; empty without one.
    const QString &environment() const { return m_environment; }
    /// Takes the place of one of the same name; a secret stays one.
    void set(const Variable &variable);
    void set(const QList<Variable> &variables);
    /// nullptr if there is none.
    const Variable *find(const QByteArray &name) const;
    /// Those that have to be kept out of all that is saved.
    QList<QByteArray> secretValues() const;
    bool operator==(const Variables &) const = default;

private:
    QString m_environment;
    QHash<QByteArray, Variable> m_byName;
};

/// `text` with the values in the place of its variables. Values are not searched for variables again, and go in as they
/// are, without any encoding. The error names the first variable that has no value, behind `place` ("the URL").
Result<QByteArray> substituted(const QByteArray &text, const Variables &variables, const QString &place);

} // namespace hopscope
