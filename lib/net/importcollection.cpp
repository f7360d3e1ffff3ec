// SPDX-License-Identifier: MIT
#include "net/importcollection.h"

#include "net/pastedtrace.h"
#include "text/secretnames.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The request without the parts of its form whose files cannot be read, and without a body that cannot be made.
Result<TraceRequest> requestFrom(PastedRequest pasted, QStringList &notes)
{
    QList<FormPart> parts;
    for (const FormPart &part : std::as_const(pasted.form)) {
        const Result<QByteArray> file =
            part.file.isEmpty() ? Result<QByteArray>(QByteArray()) : readBodyFile(part.file);
        if (file)
            parts.append(part);
        else
            notes.append(u"the part \"%1\" is left out: %2"_s.arg(QString::fromUtf8(part.name), file.error));
    }
    pasted.form = parts;
    const Result<TraceRequest> request = traceRequestOf(pasted, {});
    if (request || (pasted.body.isEmpty() && pasted.form.isEmpty()))
        return request;
    notes.append(u"the body is left out: %1"_s.arg(request.error));
    pasted.body.clear();
    pasted.form.clear();
    return traceRequestOf(pasted, {});
}

class CollectionWriter
{
public:
    CollectionWriter(const QString &folder, const ImportOptions &options) : m_folder(folder), m_options(options) {}

    ImportReport write(const Collected &collected)
    {
        m_report.notes = collected.notes;
        for (const CollectedRequest &request : collected.requests)
            addRequest(request);
        addShared(collected.variables);
        for (const CollectedEnvironment &environment : collected.environments)
            addEnvironment(environment);
        return m_report;
    }

private:
    void note(const QString &what, const QString &text) { m_report.notes.append(u"%1: %2"_s.arg(what, text)); }

    void addRequest(const CollectedRequest &collected)
    {
        QStringList folders;
        for (const QString &name :
             collected.folders.first(std::min<qsizetype>(collected.folders.size(), kMaxCollectionDepth)))
            folders.append(fileNameOf(name));
        // This folder's name is taken by what holds the variables.
        if (!folders.isEmpty() && folders.first() == "environments"_L1)
            folders.first().prepend(u'_');
        const QString folder = (QStringList(m_folder) + folders).join(u'/');
        const QString name = fileNameOf(collected.name);
        const QString shown = (folders + QStringList(name)).join(u'/');
        SavedRequest saved{.order = collected.order, .notes = collected.request.notes};
        const Result<TraceRequest> request = requestFrom(collected.request, saved.notes);
        if (!request) {
            m_report.faults.append(u"%1: %2"_s.arg(shown, request.error));
            return;
        }
        saved.request = *request;
        if (!m_options.withSecrets) {
            saved.request = withoutSecrets(*request, m_options.redaction);
            if (saved.request != *request)
                saved.notes.append(u"secrets were replaced by placeholders such as [redacted 1]"_s);
        }
        for (const QString &text : std::as_const(saved.notes))
            note(shown, text);
        const QString error = saveRequest(pathFor(folder, name, saved), saved);
        if (error.isEmpty())
            ++m_report.requests;
        else
            m_report.faults.append(error);
    }

    /// The path of a file that says the same, or of none.
    QString pathFor(const QString &folder, const QString &name, const SavedRequest &saved)
    {
        const QString path = folder + u'/' + requestFileName(name);
        int &number = m_numbers[path];
        if (number == 0 && QFileInfo::exists(path)) {
            const Result<SavedRequest> there = readRequestFile(path);
            if (there && *there == saved) {
                number = 1;
                return path;
            }
        }
        number = std::max(number, 1);
        return unusedRequestPath(folder, name, &number);
    }

    /// Those whose names can be, secret ones without their value.
    QList<Variable> usable(const QList<Variable> &variables, const QString &where)
    {
        QList<Variable> usable;
        QHash<QString, qsizetype> places;
        for (Variable variable : variables) {
            if (!isVariableName(variable.name.toUtf8())) {
                note(where,
                     u"the variable \"%1\" is left out: a name has letters, digits, \"_\", \"-\" and \".\""_s.arg(
                         variable.name));
                continue;
            }
            const bool isHidden = !m_options.withSecrets && isSecretName(variable.name.toUtf8());
            variable.isSecret = variable.isSecret || isHidden;
            if (variable.isSecret && !variable.value.isEmpty()) {
                note(where,
                     u"the value of the secret variable \"%1\" is not written: give it when the request is sent"_s.arg(
                         variable.name));
                variable.value.clear();
            }
            const auto known = places.constFind(variable.name);
            if (known != places.constEnd()) {
                usable[*known] = variable;
                continue;
            }
            places.insert(variable.name, usable.size());
            usable.append(variable);
        }
        return usable;
    }

    void addShared(const QList<Variable> &variables)
    {
        if (variables.isEmpty())
            return;
        const QString where = u"variables.json"_s;
        QList<Variable> all = readVariables(m_folder).variables;
        QHash<QString, Variable> known;
        for (const Variable &variable : std::as_const(all))
            known.insert(variable.name, variable);
        for (const Variable &variable : usable(variables, where)) {
            if (!known.contains(variable.name))
                all.append(variable);
            else if (known.value(variable.name) != variable)
                note(where, u"the variable \"%1\" is there already and keeps its value"_s.arg(variable.name));
        }
        if (const QString error = saveEnvironment(m_folder, {}, all); !error.isEmpty())
            m_report.faults.append(error);
    }

    void addEnvironment(const CollectedEnvironment &environment)
    {
        const QString name = fileNameOf(environment.name.isEmpty() ? u"environment"_s : environment.name);
        const QString where = u"environment \"%1\""_s.arg(name);
        for (const QString &text : environment.notes)
            note(where, text);
        QList<Variable> variables = usable(environment.variables, where);
        std::sort(variables.begin(), variables.end(),
                  [](const Variable &a, const Variable &b) { return a.name < b.name; });
        QString unused = name;
        for (int number = 2; QFileInfo::exists(environmentPath(m_folder, unused)); ++number) {
            if (readEnvironmentFile(environmentPath(m_folder, unused)).variables == variables)
                break;
            unused = u"%1 %2"_s.arg(name, QString::number(number));
        }
        const QString error = saveEnvironment(m_folder, unused, variables);
        if (error.isEmpty())
            ++m_report.environments;
        else
            m_report.faults.append(error);
    }

    QString m_folder;
    const ImportOptions &m_options;
    ImportReport m_report;
    QHash<QString, int> m_numbers; ///< of files with the same name, by path
};

} // namespace

ImportReport writeCollected(const Collected &collected, const QString &folder, const ImportOptions &options)
{
    return CollectionWriter(folder, options).write(collected);
}

} // namespace hopscope
