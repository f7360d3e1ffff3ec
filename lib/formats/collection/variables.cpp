// SPDX-License-Identifier: MIT
#include "formats/collection/variables.h"

#include "formats/redaction/echoes.h"
#include "http/ascii.h"

#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kOpening = "{{";
constexpr QByteArrayView kClosing = "}}";

bool isNameByte(char byte)
{
    return ascii::isAlpha(byte) || ascii::isDigit(byte) || byte == '_' || byte == '-' || byte == '.' ||
           static_cast<unsigned char>(byte) >= 0x80;
}

qsizetype spacesAt(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && end - at < kMaxVariableName && (text[end] == ' ' || text[end] == '\t'))
        ++end;
    return end - at;
}

/// Why there is no value to put in; empty if there is one.
QString complaintAbout(QByteArrayView name, const Variable *variable, const Variables &variables, const QString &place)
{
    const QString shown = u"{{%1}}"_s.arg(QString::fromUtf8(name));
    if (!variable && name.startsWith('$'))
        return u"%1 has %2: values that are made up for each request are not supported, write one"_s.arg(place, shown);
    if (!variable && variables.environment().isEmpty())
        return u"%1 has %2, which has no value: choose an environment that has this variable"_s.arg(place, shown);
    if (!variable)
        return u"%1 has %2, which is not a variable of the environment \"%3\": add it there"_s.arg(
            place, shown, variables.environment());
    if (variable->isSecret && variable->value.isEmpty())
        return u"%1 has %2, a secret variable whose value was not given yet: give it"_s.arg(place, shown);
    if (variable->isSecret && variable->value.toUtf8().size() < kMinToldSecret)
        return u"%1 has %2, a secret of fewer than %3 bytes, which cannot be kept out of what is saved: make it an "
               "ordinary variable"_s.arg(place, shown, QString::number(kMinToldSecret));
    return {};
}

} // namespace

bool isVariableName(QByteArrayView name)
{
    const QByteArrayView rest = name.startsWith('$') ? name.sliced(1) : name;
    return !rest.isEmpty() && name.size() <= kMaxVariableName && std::all_of(rest.begin(), rest.end(), isNameByte);
}

VariablePlace nextVariable(QByteArrayView text, qsizetype from)
{
    for (qsizetype at = text.indexOf(kOpening, from); at >= 0; at = text.indexOf(kOpening, at + 1)) {
        const qsizetype first = at + kOpening.size() + spacesAt(text, at + kOpening.size());
        qsizetype end = first;
        while (end < text.size() && end - first <= kMaxVariableName &&
               (isNameByte(text[end]) || (end == first && text[end] == '$')))
            ++end;
        const qsizetype closing = end + spacesAt(text, end);
        const QByteArrayView name = text.sliced(first, end - first);
        if (isVariableName(name) && text.sliced(closing).startsWith(kClosing))
            return {at, closing + kClosing.size() - at, name};
    }
    return {};
}

QStringList variableNames(QByteArrayView text)
{
    QStringList names;
    QSet<QByteArray> seen;
    for (VariablePlace place = nextVariable(text, 0); place.length > 0;
         place = nextVariable(text, place.start + place.length)) {
        const QByteArray name = place.name.toByteArray();
        if (seen.contains(name))
            continue;
        seen.insert(name);
        names.append(QString::fromUtf8(name));
    }
    return names;
}

void Variables::set(const Variable &variable)
{
    Variable &known = m_byName[variable.name.toUtf8()];
    const bool isSecret = known.isSecret || variable.isSecret;
    known = variable;
    known.isSecret = isSecret;
}

void Variables::set(const QList<Variable> &variables)
{
    for (const Variable &variable : variables)
        set(variable);
}

const Variable *Variables::find(const QByteArray &name) const
{
    const auto found = m_byName.constFind(name);
    return found == m_byName.constEnd() ? nullptr : &*found;
}

QList<QByteArray> Variables::secretValues() const
{
    QList<QByteArray> values;
    for (const Variable &variable : m_byName) {
        if (variable.isSecret && !variable.value.isEmpty())
            values.append(variable.value.toUtf8());
    }
    std::sort(values.begin(), values.end());
    return values;
}

Result<QByteArray> substituted(const QByteArray &text, const Variables &variables, const QString &place)
{
    QByteArray out;
    qsizetype done = 0;
    for (VariablePlace each = nextVariable(text, 0); each.length > 0; each = nextVariable(text, done)) {
        const Variable *variable = variables.find(each.name.toByteArray());
        if (const QString complaint = complaintAbout(each.name, variable, variables, place); !complaint.isEmpty())
            return Result<QByteArray>::failure(complaint);
        out += QByteArrayView(text).sliced(done, each.start - done);
        out += variable->value.toUtf8();
        done = each.start + each.length;
        if (out.size() > kMaxSubstitutedBytes)
            return Result<QByteArray>::failure(
                u"%1 becomes larger than %2 MiB by its variables: use shorter values"_s.arg(
                    place, QString::number(kMaxSubstitutedBytes >> 20)));
    }
    return done == 0 ? text : out + QByteArrayView(text).sliced(done).toByteArray();
}

} // namespace hopscope
