// SPDX-License-Identifier: MIT
#include "net/collection.h"

#include "formats/collection/environment.h"
#include "text/boundedread.h"
#include "text/wholefile.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kRequestSuffix = ".request.json"_L1;
constexpr auto kEnvironmentSuffix = ".json"_L1;
constexpr auto kEnvironments = "environments"_L1;
constexpr auto kSharedFile = "variables.json"_L1;
constexpr qsizetype kMaxNameBytes = 200; ///< of the 255 that file systems allow

/// Without case first, so that lists look sorted; then by characters, so that there is one order everywhere.
bool isNameBefore(const QString &a, const QString &b)
{
    const int order = a.compare(b, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a < b;
}

bool isEntryBefore(const CollectionEntry &a, const CollectionEntry &b)
{
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    if (a.isFolder != b.isFolder)
        return a.isFolder;
    const qint64 first = a.saved.order.value_or(last);
    const qint64 second = b.saved.order.value_or(last);
    return first != second ? first < second : isNameBefore(a.name, b.name);
}

CollectionEntry requestEntry(const QString &file, const QString &path)
{
    CollectionEntry entry{.path = path};
    entry.name = QFileInfo(path).fileName().chopped(kRequestSuffix.size());
    const Result<SavedRequest> saved = readRequestFile(file);
    if (saved)
        entry.saved = *saved;
    entry.error = saved.error;
    return entry;
}

class CollectionReader
{
public:
    explicit CollectionReader(Collection &collection) : m_collection(collection) {}

    void read(const QString &below, int depth)
    {
        const QDir dir(m_collection.folder + u'/' + below);
        QList<CollectionEntry> entries;
        for (const QFileInfo &info : dir.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
            const QString path = below + info.fileName();
            const bool isPart = info.isDir() ? !info.isSymLink() && (depth > 0 || info.fileName() != kEnvironments)
                                             : info.fileName().endsWith(kRequestSuffix);
            if (!isPart)
                continue;
            if (++m_files > kMaxCollectionFiles)
                break;
            if (info.isDir())
                entries.append({.path = path, .name = info.fileName(), .isFolder = true});
            else
                entries.append(requestEntry(info.filePath(), path));
        }
        std::stable_sort(entries.begin(), entries.end(), isEntryBefore);
        for (const CollectionEntry &entry : std::as_const(entries)) {
            m_collection.entries.append(entry);
            if (!entry.isFolder)
                continue;
            if (depth < kMaxCollectionDepth)
                read(entry.path + u'/', depth + 1);
            else
                m_collection.faults.append(
                    u"%1 is in more than %2 folders and was not read."_s.arg(entry.path).arg(kMaxCollectionDepth));
        }
    }

    void sayWhatIsMissing()
    {
        if (m_files > kMaxCollectionFiles)
            m_collection.faults.append(
                u"The folder has more than %1 requests and folders; the others were not read."_s.arg(
                    kMaxCollectionFiles));
    }

private:
    Collection &m_collection;
    qsizetype m_files = 0;
};

/// Replaces `path` unless `isSame(bytes)` says that it has the same already; `check(bytes)` says why what is there is
/// broken.
template <typename IsSame>
QString writeUnlessSame(const QString &path, const QByteArray &text, qint64 limit, IsSame isSame)
{
    if (QFileInfo::exists(path)) {
        const Result<QByteArray> there = readFile(path, limit);
        const Result<bool> same = there ? isSame(*there) : Result<bool>::failure(there.error);
        if (!same)
            return u"%1 is broken and is not replaced (%2): mend it or choose another name."_s.arg(path, same.error);
        if (*same)
            return {};
    }
    if (!QDir().mkpath(QFileInfo(path).path()))
        return u"The folder %1 cannot be made: check its permissions."_s.arg(QFileInfo(path).path());
    WholeFile file(path);
    if (!file.open() || !file.write(text))
        return u"%1 cannot be written (%2): choose another folder."_s.arg(path, file.errorString());
    return {};
}

QString faultLine(const QString &path, const QString &error)
{
    return u"%1: %2"_s.arg(path, error);
}

/// Names that Windows keeps for devices, and characters that one of the systems refuses.
bool isForbidden(QChar c)
{
    return c < u' ' || c == QChar(0x7f) || u"/\\:*?\"<>|"_s.contains(c);
}

bool isDeviceName(const QString &name)
{
    static const QStringList devices{u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
    const QString stem = name.section(u'.', 0, 0).toLower();
    return devices.contains(stem) ||
           (stem.size() == 4 && (stem.startsWith("com"_L1) || stem.startsWith("lpt"_L1)) && stem.back().isDigit());
}

} // namespace

QString requestsFolder()
{
    const QString chosen = qEnvironmentVariable("HOPSCOPE_REQUESTS");
    return chosen.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/hopscope/requests"_s
               : chosen;
}

QString parentPath(const QString &path)
{
    return path.contains(u'/') ? path.section(u'/', 0, -2) : QString();
}

QString childPath(const QString &folder, const QString &name)
{
    return folder.isEmpty() ? name : folder + u'/' + name;
}

const CollectionEnvironment *findEnvironment(const Collection &collection, const QString &name)
{
    const auto &all = collection.environments;
    const auto found = std::ranges::find(all, name, &CollectionEnvironment::name);
    return name.isEmpty() || found == all.end() ? nullptr : &*found;
}

QStringList variableFaults(const Collection &collection)
{
    QStringList faults;
    if (!collection.variablesError.isEmpty())
        faults.append(faultLine(environmentPath(collection.folder, {}), collection.variablesError));
    for (const CollectionEnvironment &each : collection.environments) {
        if (!each.error.isEmpty())
            faults.append(faultLine(environmentPath(collection.folder, each.name), each.error));
    }
    return faults;
}

Collection readCollection(const QString &folder)
{
    Collection collection = readVariables(folder);
    CollectionReader reader(collection);
    reader.read({}, 0);
    reader.sayWhatIsMissing();
    return collection;
}

Result<SavedRequest> readRequestFile(const QString &path, const QString &place)
{
    const Result<QByteArray> bytes = readFile(path, kMaxRequestFileBytes);
    if (!bytes)
        return Result<SavedRequest>::failure(bytes.error);
    const Result<SavedRequest> saved = readSavedRequest(*bytes);
    return saved ? saved : Result<SavedRequest>::failure(place + saved.error);
}

Collection readVariables(const QString &folder)
{
    Collection collection{.folder = folder};
    if (const QString shared = environmentPath(folder, {}); QFileInfo::exists(shared)) {
        const CollectionEnvironment file = readEnvironmentFile(shared);
        collection.variables = file.variables;
        collection.variablesError = file.error;
    }
    const QDir dir(folder + u'/' + kEnvironments);
    for (const QString &name : dir.entryList({u'*' + kEnvironmentSuffix}, QDir::Files, QDir::Name))
        collection.environments.append(readEnvironmentFile(dir.filePath(name)));
    return collection;
}

CollectionEnvironment readEnvironmentFile(const QString &path)
{
    const QString file = QFileInfo(path).fileName();
    const Result<QByteArray> bytes = readFile(path, kMaxEnvironmentBytes);
    const Result<QList<Variable>> variables =
        bytes ? readEnvironment(*bytes) : Result<QList<Variable>>::failure(bytes.error);
    return {.name = file.endsWith(kEnvironmentSuffix) ? file.chopped(kEnvironmentSuffix.size()) : file,
            .variables = variables.value.value_or(QList<Variable>()),
            .error = variables.error};
}

void makeAbsolute(QString &file, const QString &folder)
{
    if (!file.isEmpty() && QDir::isRelativePath(file) && !file.startsWith("{{"_L1))
        file = QDir::cleanPath(folder + u'/' + file);
}

TraceRequest withFilesFrom(const QString &folder, TraceRequest request)
{
    for (QString *file : {&request.content.file, &request.cookieFile, &request.caFile, &request.certificateFile})
        makeAbsolute(*file, folder);
    return request;
}

QString collectionOf(const QString &requestFile)
{
    QDir dir(QFileInfo(requestFile).absolutePath());
    const QString own = dir.path();
    for (int depth = 0; depth < kMaxCollectionDepth; ++depth) {
        if (QFileInfo(dir.filePath(kEnvironments)).isDir() || QFileInfo(dir.filePath(kSharedFile)).isFile())
            return dir.path();
        if (!dir.cdUp())
            break;
    }
    return own;
}

Result<Variables> variablesOf(const Collection &collection, const QString &environment, const SecretValues &secrets)
{
    if (!collection.variablesError.isEmpty())
        return Result<Variables>::failure(faultLine(environmentPath(collection.folder, {}), collection.variablesError));
    Variables variables(environment);
    const auto add = [&](const QList<Variable> &list, const QString &name) {
        for (Variable variable : list) {
            if (variable.isSecret)
                variable.value = secrets.read(name, variable.name).value_or(QString());
            variables.set(variable);
        }
    };
    add(collection.variables, {});
    if (environment.isEmpty())
        return variables;
    const CollectionEnvironment *found = findEnvironment(collection, environment);
    if (!found)
        return Result<Variables>::failure(
            u"there is no environment \"%1\" in %2"_s.arg(environment, collection.folder));
    if (!found->error.isEmpty())
        return Result<Variables>::failure(faultLine(environmentPath(collection.folder, environment), found->error));
    add(found->variables, environment);
    return variables;
}

QString fileNameOf(const QString &name)
{
    QString file = name.trimmed();
    std::replace_if(file.begin(), file.end(), isForbidden, u'-');
    while (file.toUtf8().size() > kMaxNameBytes)
        file.chop(file.back().isLowSurrogate() ? 2 : 1);
    while (file.endsWith(u'.') || file.endsWith(u' '))
        file.chop(1);
    // A dot in front would hide it; what is left of such a name is not empty.
    if (file.startsWith(u'.') || isDeviceName(file))
        file.prepend(u'_');
    return file.isEmpty() ? u"request"_s : file;
}

QString requestFileName(const QString &name)
{
    return fileNameOf(name) + kRequestSuffix;
}

QString environmentPath(const QString &folder, const QString &environment)
{
    return environment.isEmpty() ? folder + u'/' + kSharedFile
                                 : folder + u'/' + kEnvironments + u'/' + fileNameOf(environment) + kEnvironmentSuffix;
}

QString unusedRequestPath(const QString &folder, const QString &name, int *number)
{
    const QString stem = folder + u'/' + fileNameOf(name);
    int own = 1;
    int &next = number ? *number : own;
    QString path;
    do {
        path = (next <= 1 ? stem : u"%1 %2"_s.arg(stem, QString::number(next))) + kRequestSuffix;
        ++next;
    } while (QFileInfo::exists(path));
    return path;
}

QString saveRequest(const QString &path, const SavedRequest &saved)
{
    return writeUnlessSame(path, writeSavedRequest(saved), kMaxRequestFileBytes, [&](const QByteArray &there) {
        const Result<SavedRequest> before = readSavedRequest(there);
        return before ? Result<bool>(*before == saved) : Result<bool>::failure(before.error);
    });
}

QString saveEnvironment(const QString &folder, const QString &environment, const QList<Variable> &variables)
{
    const QByteArray text = writeEnvironment(variables);
    return writeUnlessSame(
        environmentPath(folder, environment), text, kMaxEnvironmentBytes, [&](const QByteArray &there) {
            const Result<QList<Variable>> before = readEnvironment(there);
            return before ? Result<bool>(writeEnvironment(*before) == text) : Result<bool>::failure(before.error);
        });
}

} // namespace hopscope
