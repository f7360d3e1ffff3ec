// SPDX-License-Identifier: MIT
#pragma once

#include "formats/collection/collected.h"

namespace hopscope
{

/// A collection as lines: what a request sends, and what was noted. For tests that compare whole readings.
inline QString dumped(const Collected &collected)
{
    using namespace Qt::StringLiterals;
    QStringList lines;
    const auto add = [&](const QString &line) { lines.append(line); };
    const auto addVariables = [&](const QString &name, const QList<Variable> &variables) {
        QStringList texts;
        for (const Variable &each : variables)
            texts.append(each.name + (each.isSecret ? u"*="_s : u"="_s) + each.value);
        add(name + u": "_s + texts.join(u' '));
    };
    for (const CollectedRequest &each : collected.requests) {
        const PastedRequest &request = each.request;
        add(u"%1 [%2%3] %4 %5"_s.arg(
            (each.folders + QStringList(each.name)).join(u'/'), each.order ? QString::number(*each.order) : u"-"_s,
            request.follows ? QString() : u" stays"_s, QString::fromUtf8(request.method), request.url));
        for (const Header &field : request.headers.fields)
            add(u"  %1: %2"_s.arg(QString::fromUtf8(field.name), QString::fromUtf8(field.value)));
        if (!request.userPassword.isEmpty())
            add(u"  user %1 %2"_s.arg(QString::fromUtf8(request.userPassword)).arg(int(request.auth)));
        if (request.maxHops >= 0 || request.timeoutMs > 0)
            add(u"  limits %1 %2"_s.arg(request.maxHops).arg(request.timeoutMs));
        for (const BodyPiece &piece : request.body)
            add(piece.file.isEmpty() ? u"  body "_s + QString::fromUtf8(piece.bytes) : u"  file "_s + piece.file);
        for (const FormPart &part : request.form)
            add(u"  part %1=%2%3 %4"_s.arg(QString::fromUtf8(part.name), QString::fromUtf8(part.value), part.file,
                                           QString::fromUtf8(part.type)));
        for (const QString &note : request.notes)
            add(u"  ! "_s + note);
    }
    if (!collected.variables.isEmpty())
        addVariables(u"all"_s, collected.variables);
    for (const CollectedEnvironment &each : collected.environments) {
        addVariables(u"env "_s + each.name, each.variables);
        for (const QString &note : each.notes)
            add(u"  ! "_s + note);
    }
    for (const QString &note : collected.notes)
        add(u"! "_s + note);
    return lines.join(u'\n');
}

} // namespace hopscope
