// SPDX-License-Identifier: MIT
#include "net/importcollection.h"

#include "formats/collection/bruno.h"
#include "formats/collection/httpfile.h"
#include "formats/collection/postman.h"
#include "text/boundedread.h"
#include "text/jsonstring.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kHttpEnvironment = "http-client.env.json"_L1;
constexpr auto kPrivateEnvironment = "http-client.private.env.json"_L1;

bool hasSuffix(const QString &path, std::initializer_list<QLatin1StringView> suffixes)
{
    return std::any_of(suffixes.begin(), suffixes.end(),
                       [&](QLatin1StringView suffix) { return path.endsWith(suffix, Qt::CaseInsensitive); });
}

void makeFilesAbsolute(Collected &collected, const QString &folder)
{
    for (CollectedRequest &each : collected.requests) {
        for (BodyPiece &piece : each.request.body)
            makeAbsolute(piece.file, folder);
        for (FormPart &part : each.request.form)
            makeAbsolute(part.file, folder);
        for (QString *file : {&each.request.caFile, &each.request.certificateFile, &each.request.cookieFile})
            makeAbsolute(*file, folder);
    }
}

/// What environments of one name have besides each other.
void addEnvironments(QList<CollectedEnvironment> &into, const QList<CollectedEnvironment> &more)
{
    for (const CollectedEnvironment &environment : more) {
        const auto known = std::find_if(
            into.begin(), into.end(), [&](const CollectedEnvironment &each) { return each.name == environment.name; });
        if (known == into.end()) {
            into.append(environment);
        } else {
            known->variables += environment.variables;
            known->notes += environment.notes;
        }
    }
}

/// `more` in folders of its own. Variables that say something else than those before are written out.
void merge(Collected &into, Collected more, const QStringList &folders)
{
    const QHash<QByteArray, QByteArray> known = valuesOf(into.variables);
    ValueScope others;
    for (const Variable &variable : std::as_const(more.variables)) {
        const QByteArray name = variable.name.toUtf8();
        if (!known.contains(name))
            into.variables.append(variable);
        else if (known.value(name) != variable.value.toUtf8())
            others.values.insert(name, variable.value.toUtf8());
    }
    for (CollectedRequest &request : more.requests) {
        request.folders = folders + request.folders;
        if (!others.values.isEmpty())
            request.request = writtenOut(request.request, others);
        into.requests.append(request);
    }
    for (const QString &note : std::as_const(more.notes))
        into.notes.append(folders.isEmpty() ? note : folders.join(u'/') + u": "_s + note);
    addEnvironments(into.environments, more.environments);
}

Result<Collected> collectedOf(const PastedRequest &pasted)
{
    Collected collected;
    CollectedRequest request{.name = proposedName(pasted.method, pasted.url), .request = pasted};
    noteReferences(request.request);
    collected.requests.append(request);
    return collected;
}

/// A text without a name that tells what it is.
Result<Collected> readText(const QByteArray &text)
{
    const QByteArray trimmed = withoutMark(text).trimmed().toByteArray();
    if (trimmed.startsWith('{') || trimmed.startsWith('['))
        return readPostman(text);
    const QString pasted = QString::fromUtf8(trimmed);
    if (!looksPasted(pasted))
        return readHttpFile(text);
    const Result<PastedRequest> request = parsePasted(pasted);
    return request ? collectedOf(*request) : Result<Collected>::failure(request.error);
}

class ForeignReader
{
public:
    Result<ForeignCollection> readFolder(const QString &folder)
    {
        m_folder = folder;
        gather(QString(), 0);
        if (m_count > kMaxCollectionFiles)
            m_result.faults.append(u"%1 has more than %2 files; the others were not read"_s.arg(
                folder, QString::number(kMaxCollectionFiles)));
        if (!m_bruno.isEmpty()) {
            take(readBruno(m_bruno), folder, {}, folder);
            m_bruno.clear();
        }
        if (m_result.collected.requests.isEmpty() && m_result.collected.environments.isEmpty())
            return Result<ForeignCollection>::failure(
                m_result.faults.isEmpty()
                    ? u"%1 has no files of Bruno, Postman or REST Client: name another folder"_s.arg(folder)
                    : m_result.faults.constFirst());
        return m_result;
    }

    Result<ForeignCollection> readOne(const QString &path)
    {
        const QFileInfo info(path);
        m_folder = info.path();
        readPart(info.fileName());
        if (!m_bruno.isEmpty())
            take(readBruno(m_bruno), path, {}, m_folder);
        if (hasSuffix(path, {".http"_L1, ".rest"_L1})) {
            for (const QLatin1StringView name : {kHttpEnvironment, kPrivateEnvironment}) {
                if (QFileInfo(m_folder + u'/' + name).isFile())
                    readPart(name);
            }
        }
        if (m_result.faults.isEmpty())
            return m_result;
        return Result<ForeignCollection>::failure(m_result.faults.constFirst());
    }

private:
    void gather(const QString &below, int depth)
    {
        const QDir dir(m_folder + u'/' + below);
        for (const QFileInfo &info : dir.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            const QString path = below + info.fileName();
            if (info.isDir() && !info.isSymLink() && depth < kMaxCollectionDepth &&
                info.fileName() != "node_modules"_L1)
                gather(path + u'/', depth + 1);
            else if (info.isFile() && isOurs(path) && ++m_count <= kMaxCollectionFiles)
                readPart(path);
        }
    }

    static bool isOurs(const QString &path) { return hasSuffix(path, {".bru"_L1, ".http"_L1, ".rest"_L1, ".json"_L1}); }

    void take(const Result<Collected> &read, const QString &path, const QStringList &folders, const QString &filesFrom)
    {
        if (!read) {
            m_result.faults.append(u"%1: %2"_s.arg(path, read.error));
            return;
        }
        Collected collected = *read;
        makeFilesAbsolute(collected, QFileInfo(filesFrom).absoluteFilePath());
        if (m_result.collected.name.isEmpty())
            m_result.collected.name = collected.name;
        merge(m_result.collected, collected, folders);
    }

    void readPart(const QString &path)
    {
        const QString file = m_folder + u'/' + path;
        const Result<QByteArray> bytes = readFile(file, kMaxCollectedBytes);
        if (!bytes) {
            m_result.faults.append(bytes.error);
            return;
        }
        const QString name = QFileInfo(path).fileName();
        const bool isInFolder = m_count > 0;
        // In a folder each file with several requests is a folder of its own.
        QStringList folders = path.split(u'/');
        folders.removeLast();
        if (isInFolder)
            folders.append(QFileInfo(path).completeBaseName());
        else
            folders.clear();
        const QString from = QFileInfo(file).path();
        if (name == "bruno.json"_L1 || hasSuffix(path, {".bru"_L1})) {
            m_bruno.append({path, *bytes});
        } else if (name == kHttpEnvironment || name == kPrivateEnvironment) {
            const auto read = readHttpEnvironments(*bytes, name == kPrivateEnvironment);
            if (read)
                addEnvironments(m_result.collected.environments, *read);
            else
                m_result.faults.append(u"%1: %2"_s.arg(file, read.error));
        } else if (hasSuffix(path, {".http"_L1, ".rest"_L1})) {
            take(readHttpFile(*bytes), file, folders, from);
        } else if (!hasSuffix(path, {".json"_L1})) {
            take(readText(*bytes), file, {}, from);
        } else if (!isInFolder || looksLikePostman(*bytes)) {
            take(readPostman(*bytes), file, folders, from);
        }
    }

    QString m_folder;
    QList<CollectedFile> m_bruno;
    qsizetype m_count = 0; ///< of files, for a folder
    ForeignCollection m_result;
};

} // namespace

Result<ForeignCollection> readForeign(const QString &path)
{
    return QFileInfo(path).isDir() ? ForeignReader().readFolder(path) : ForeignReader().readOne(path);
}

Result<ForeignCollection> readForeignText(const QByteArray &text)
{
    const Result<Collected> read = readText(text);
    return read ? Result<ForeignCollection>(ForeignCollection{*read, {}})
                : Result<ForeignCollection>::failure(read.error);
}

} // namespace hopscope
