// SPDX-License-Identifier: MIT
#include "formats/collection/bruno.h"

#include "formats/collection/bru.h"
#include "formats/collection/brunobody.h"
#include "text/jsontree.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <vector>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kMethods[] = {"get",  "post",    "put",   "delete",  "patch",
                                       "head", "options", "trace", "connect", "http"};
/// Blocks that are read, or that other blocks choose between.
constexpr QByteArrayView kKnown[] = {"meta",         "headers",     "query", "settings",         "auth",       "docs",
                                     "params:query", "params:path", "vars",  "vars:pre-request", "vars:secret"};

using Blocks = QList<BruBlock>;

const BruBlock *methodOf(const Blocks &blocks)
{
    const auto found = std::find_if(blocks.begin(), blocks.end(),
                                    [](const BruBlock &block) { return isExactlyOneOf(kMethods, block.name); });
    return found == blocks.end() ? nullptr : &*found;
}

QList<Variable> variablesIn(const Blocks &blocks, QByteArrayView name)
{
    QList<Variable> variables;
    const BruBlock *block = findBlock(blocks, name);
    for (const BruPair &pair : block ? block->pairs : QList<BruPair>()) {
        if (pair.enabled)
            variables.append({QString::fromUtf8(pair.key), QString::fromUtf8(pair.value)});
    }
    return variables;
}

/// What a folder, or the collection, says about all requests below it.
struct Scope {
    Blocks blocks;
    QString name;
};

CollectedAuth authIn(const Blocks &blocks, const QByteArray &type)
{
    const BruBlock *block = findBlock(blocks, "auth:" + type);
    const auto value = [&](QByteArrayView key) { return block ? valueIn(*block, key) : QByteArray(); };
    CollectedAuth auth{.type = type, .user = value("username"), .password = value("password")};
    auth.token = type == "apikey" ? value("value") : value("token");
    auth.key = value("key");
    auth.inQuery = value("placement") == "queryparams";
    return auth;
}

/// The auth of the request, or of the nearest folder that says something about it.
CollectedAuth authOf(const Blocks &blocks, const BruBlock &method, const QList<const Scope *> &scopes)
{
    const QByteArray own = valueIn(method, "auth");
    if (own != "inherit")
        return authIn(blocks, own);
    for (qsizetype i = scopes.size() - 1; i >= 0; --i) {
        const BruBlock *auth = findBlock(scopes[i]->blocks, "auth");
        const QByteArray mode = auth ? valueIn(*auth, "mode") : QByteArray();
        if (!mode.isEmpty() && mode != "inherit")
            return authIn(scopes[i]->blocks, mode);
    }
    return {};
}

/// Those of the scopes, from the outermost one, where nothing further in has the same name.
void addHeaders(PastedRequest &request, const QList<const Blocks *> &levels, QStringList &off)
{
    QSet<QByteArray> inner;
    QList<Headers> byLevel;
    for (qsizetype i = levels.size() - 1; i >= 0; --i) {
        Headers own;
        QSet<QByteArray> names;
        const BruBlock *headers = findBlock(*levels[i], "headers");
        for (const BruPair &pair : headers ? headers->pairs : QList<BruPair>()) {
            if (!pair.enabled) {
                off.append(QString::fromUtf8(pair.key));
            } else if (!inner.contains(pair.key.toLower())) {
                own.append(pair.key, pair.value);
                names.insert(pair.key.toLower());
            }
        }
        inner += names;
        byLevel.prepend(own);
    }
    for (const Headers &own : std::as_const(byLevel))
        request.headers.fields += own.fields;
}

void addParameters(PastedRequest &request, const Blocks &blocks, QStringList &off)
{
    const BruBlock *query = findBlock(blocks, "params:query");
    if (!query)
        query = findBlock(blocks, "query");
    QStringList pairs;
    for (const BruPair &pair : query ? query->pairs : QList<BruPair>()) {
        if (!pair.enabled)
            off.append(QString::fromUtf8(pair.key));
        else
            pairs.append(QString::fromUtf8(pair.key + '=' + pair.value));
    }
    // Bruno writes the parameters that are on into the URL as well.
    if (!request.url.contains(u'?'))
        addParameters(request, pairs);
    QHash<QString, QString> values;
    const BruBlock *path = findBlock(blocks, "params:path");
    for (const BruPair &pair : path ? path->pairs : QList<BruPair>())
        values.insert(QString::fromUtf8(pair.key), QString::fromUtf8(pair.value));
    setPathParameters(request, values);
}

void applySettings(PastedRequest &request, const Blocks &blocks)
{
    const BruBlock *settings = findBlock(blocks, "settings");
    if (!settings)
        return;
    request.follows = valueIn(*settings, "followRedirects") != "false";
    if (!request.follows)
        request.notes.append(u"Bruno does not follow redirects here; Hopscope does"_s);
    if (const int hops = valueIn(*settings, "maxRedirects").toInt(); hops > 0)
        request.maxHops = hops;
    if (const int timeout = valueIn(*settings, "timeout").toInt(); timeout > 0)
        request.timeoutMs = std::min(timeout, kMaxTimeoutMs);
}

/// What is in the file and not taken over.
QStringList notesOf(const Blocks &blocks, const QByteArray &auth)
{
    QStringList notes;
    for (const BruBlock &block : blocks) {
        const bool isAuth = block.name.startsWith("auth:");
        const bool isBody = block.name == "body" || block.name.startsWith("body:");
        if (block.name == "docs")
            notes.append(QString::fromUtf8(block.text.trimmed()));
        else if (isAuth && block.name.sliced(5) != auth)
            notes.append(u"%1 is not in use and left out"_s.arg(QString::fromUtf8(block.name)));
        else if (!isExactlyOneOf(kKnown, block.name) && !isExactlyOneOf(kMethods, block.name) && !isAuth && !isBody)
            notes.append(u"%1 is not supported and left out"_s.arg(QString::fromUtf8(block.name)));
    }
    return notes;
}

class BrunoReader
{
public:
    Result<Collected> read(const QList<CollectedFile> &files)
    {
        for (const CollectedFile &file : files)
            sort(file);
        for (const auto &[path, blocks] : std::as_const(m_requests))
            addRequest(path, blocks);
        if (m_read == 0)
            return Result<Collected>::failure(m_collected.notes.isEmpty() ? u"there is no .bru file"_s
                                                                          : m_collected.notes.constFirst());
        return m_collected;
    }

private:
    void sort(const CollectedFile &file)
    {
        const QString name = file.path.section(u'/', -1);
        const QString folder = file.path.contains(u'/') ? file.path.section(u'/', 0, -2) : QString();
        if (name == "bruno.json"_L1)
            readManifest(file);
        if (!name.endsWith(".bru"_L1))
            return;
        const Result<Blocks> blocks = readBru(file.bytes);
        if (!blocks) {
            m_collected.notes.append(u"%1: %2"_s.arg(file.path, blocks.error));
            return;
        }
        ++m_read;
        if (folder == "environments"_L1)
            addEnvironment(name.chopped(4), *blocks);
        else if (name == "collection.bru"_L1 || name == "folder.bru"_L1)
            addScope(folder, *blocks);
        else
            m_requests.append({file.path, *blocks});
    }

    void readManifest(const CollectedFile &file)
    {
        const Result<JsonNode> json = readJson(file.bytes);
        for (const JsonNode &member : json ? json->children : QList<JsonNode>()) {
            if (member.key() == "name"_L1)
                m_collected.name = member.text();
        }
    }

    void addScope(const QString &folder, const Blocks &blocks)
    {
        const BruBlock *meta = findBlock(blocks, "meta");
        m_scopes.insert(folder, {blocks, meta ? QString::fromUtf8(valueIn(*meta, "name")) : QString()});
        if (folder.isEmpty())
            m_collected.variables = variablesIn(blocks, "vars:pre-request");
        for (const QString &note : notesOf(blocks, authModeOf(blocks)))
            m_collected.notes.append(u"%1: %2"_s.arg(folder.isEmpty() ? u"the collection"_s : folder, note));
    }

    static QByteArray authModeOf(const Blocks &blocks)
    {
        const BruBlock *auth = findBlock(blocks, "auth");
        return auth ? valueIn(*auth, "mode") : QByteArray();
    }

    void addEnvironment(const QString &name, const Blocks &blocks)
    {
        CollectedEnvironment environment{.name = name, .variables = variablesIn(blocks, "vars")};
        if (const BruBlock *secret = findBlock(blocks, "vars:secret")) {
            for (const BruPair &pair : secret->pairs)
                environment.variables.append({QString::fromUtf8(pair.key), {}, true});
        }
        m_collected.environments.append(environment);
    }

    /// From the collection's down to the request's own folder; the folders' names.
    QList<const Scope *> scopesOf(const QString &path, QStringList &folders) const
    {
        QList<const Scope *> scopes;
        const auto add = [&](const QString &folder) {
            const auto found = m_scopes.constFind(folder);
            if (found != m_scopes.constEnd())
                scopes.append(&*found);
            return found == m_scopes.constEnd() ? QString() : found->name;
        };
        add({});
        QStringList parts = path.split(u'/');
        parts.removeLast();
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const QString name = add(parts.first(i + 1).join(u'/'));
            folders.append(name.isEmpty() ? parts.at(i) : name);
        }
        return scopes;
    }

    void addRequest(const QString &path, const Blocks &blocks)
    {
        const BruBlock *method = methodOf(blocks);
        if (!method) {
            m_collected.notes.append(u"%1: is not an HTTP request and left out"_s.arg(path));
            return;
        }
        CollectedRequest collected;
        const QList<const Scope *> scopes = scopesOf(path, collected.folders);
        const BruBlock *meta = findBlock(blocks, "meta");
        collected.name = meta ? QString::fromUtf8(valueIn(*meta, "name")) : QString();
        if (collected.name.isEmpty())
            collected.name = path.section(u'/', -1).chopped(4);
        bool isNumber = false;
        if (const qint64 order = meta ? valueIn(*meta, "seq").toLongLong(&isNumber) : 0; isNumber && order >= 0)
            collected.order = order;
        PastedRequest request;
        request.method = method->name == "http" ? valueIn(*method, "method").toUpper() : method->name.toUpper();
        request.url = QString::fromUtf8(valueIn(*method, "url"));
        QStringList off;
        QList<const Blocks *> levels;
        for (const Scope *scope : scopes)
            levels.append(&scope->blocks);
        addHeaders(request, levels + QList<const Blocks *>{&blocks}, off);
        addParameters(request, blocks, off);
        readBrunoBody(request, blocks, valueIn(*method, "body"), off);
        const CollectedAuth auth = authOf(blocks, *method, scopes);
        applyAuth(request, auth);
        applySettings(request, blocks);
        noteSwitchedOff(request, off);
        request.notes += notesOf(blocks, auth.type);
        // What the collection says counts for all, and stays a variable.
        const qsizetype first = m_scopes.contains({}) ? 1 : 0;
        std::vector<ValueScope> values(size_t(scopes.size() - first) + 1);
        for (size_t i = 0; i < values.size(); ++i) {
            const qsizetype number = first + qsizetype(i);
            values[i].values =
                valuesOf(variablesIn(number < scopes.size() ? scopes[number]->blocks : blocks, "vars:pre-request"));
            values[i].above = i == 0 ? nullptr : &values[i - 1];
        }
        collected.request = writtenOut(request, values.back());
        noteReferences(collected.request);
        m_collected.requests.append(collected);
    }

    Collected m_collected;
    QHash<QString, Scope> m_scopes; ///< by folder
    QList<std::pair<QString, Blocks>> m_requests;
    qsizetype m_read = 0;
};

} // namespace

Result<Collected> readBruno(const QList<CollectedFile> &files)
{
    return BrunoReader().read(files);
}

} // namespace hopscope
