// SPDX-License-Identifier: MIT
#include "formats/collection/postman.h"

#include "formats/collection/postmanjson.h"
#include "text/jsonstring.h"

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// One text of a list that Postman also writes as one text.
QString joined(const JsonNode *node, QChar separator)
{
    if (!node || node->type == JsonType::Text)
        return node ? node->text() : QString();
    QStringList parts;
    for (const JsonNode &each : node->children)
        parts.append(each.type == JsonType::Object ? textIn(&each, "value"_L1) : each.text());
    return parts.join(separator);
}

QString descriptionOf(const JsonNode &node)
{
    const JsonNode *description = memberOf(&node, "description"_L1);
    if (!description)
        return {};
    return (description->type == JsonType::Object ? textIn(description, "content"_L1) : description->text()).trimmed();
}

QList<Variable> variablesUnder(const JsonNode &node, QLatin1StringView name, QStringList &off)
{
    QList<Variable> variables;
    const JsonNode *list = memberOf(&node, name);
    for (const JsonNode &each : list ? list->children : QList<JsonNode>()) {
        const PostmanPair pair = pairOf(each);
        if (!pair.enabled)
            off.append(pair.key);
        else if (!pair.key.isEmpty())
            variables.append({pair.key, pair.value, textIn(&each, "type"_L1) == "secret"_L1});
    }
    return variables;
}

/// {"type": "basic", "basic": [{"key": "username", "value": ...}]}; v2.0 has an object in the place of the list.
CollectedAuth authFrom(const JsonNode &node)
{
    CollectedAuth auth{.type = textIn(&node, "type"_L1).toUtf8()};
    const QByteArray type = auth.type;
    const JsonNode *values = memberOf(&node, QLatin1StringView(type));
    for (const JsonNode &each : values ? values->children : QList<JsonNode>()) {
        const bool isPair = values->type == JsonType::List;
        const QString key = isPair ? pairOf(each).key : each.key();
        const QByteArray value = isPair ? pairOf(each).value.toUtf8() : each.bytes();
        if (key == "username"_L1)
            auth.user = value;
        else if (key == "password"_L1)
            auth.password = value;
        else if (key == "token"_L1 || key == "value"_L1)
            auth.token = value;
        else if (key == "key"_L1)
            auth.key = value;
        else if (key == "in"_L1)
            auth.inQuery = value == "query";
    }
    return auth;
}

/// Without the parameters and variables of the path, which it may have besides.
QString urlFrom(const JsonNode &node)
{
    if (node.type == JsonType::Text)
        return node.text();
    if (const QString raw = textIn(&node, "raw"_L1); !raw.isEmpty())
        return raw;
    const QString protocol = textIn(&node, "protocol"_L1);
    const QString port = textIn(&node, "port"_L1);
    const QString path = joined(memberOf(&node, "path"_L1), u'/');
    const QString hash = textIn(&node, "hash"_L1);
    QString url = (protocol.isEmpty() ? QString() : protocol + u"://"_s) + joined(memberOf(&node, "host"_L1), u'.');
    url += port.isEmpty() ? QString() : u':' + port;
    url += path.isEmpty() ? QString() : (path.startsWith(u'/') ? QString() : u"/"_s) + path;
    return url + (hash.isEmpty() ? QString() : u'#' + hash);
}

void readUrl(PastedRequest &request, const JsonNode &node, QStringList &off)
{
    request.url = urlFrom(node);
    const bool isInUrl = !textIn(&node, "raw"_L1).isEmpty();
    const JsonNode *query = memberOf(&node, "query"_L1);
    QStringList pairs;
    for (const JsonNode &each : query ? query->children : QList<JsonNode>()) {
        const PostmanPair pair = pairOf(each);
        if (!pair.enabled)
            off.append(pair.key);
        else if (!isInUrl)
            pairs.append(pair.key + u'=' + pair.value);
    }
    addParameters(request, pairs);
    QHash<QString, QString> values;
    const JsonNode *path = memberOf(&node, "variable"_L1);
    for (const JsonNode &each : path ? path->children : QList<JsonNode>())
        values.insert(pairOf(each).key, pairOf(each).value);
    setPathParameters(request, values);
}

void readHeaders(PastedRequest &request, const JsonNode &node, QStringList &off)
{
    if (node.type == JsonType::Text) {
        for (const QByteArray &line : node.bytes().split('\n')) {
            if (const qsizetype colon = line.indexOf(':'); colon > 0)
                request.headers.append(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
        }
        return;
    }
    for (const JsonNode &each : node.children) {
        const PostmanPair pair = pairOf(each);
        if (!pair.enabled)
            off.append(pair.key);
        else if (!pair.key.isEmpty())
            request.headers.append(pair.key.trimmed().toUtf8(), pair.value.toUtf8());
    }
}

/// "a pre-request script is not taken over", for scripts that say something.
QStringList scriptNotes(const JsonNode &node)
{
    QStringList notes;
    const JsonNode *events = memberOf(&node, "event"_L1);
    for (const JsonNode &event : events ? events->children : QList<JsonNode>()) {
        if (joined(memberOf(memberOf(&event, "script"_L1), "exec"_L1), u'\n').trimmed().isEmpty())
            continue;
        notes.append(textIn(&event, "listen"_L1) == "prerequest"_L1
                         ? u"a script that runs before the request is not supported and left out"_s
                         : u"tests of the response are not supported and left out"_s);
    }
    return notes;
}

class PostmanReader
{
public:
    Collected read(const JsonNode &root)
    {
        const JsonNode *info = memberOf(&root, "info"_L1);
        m_collected.name = textIn(info, "name"_L1);
        QStringList off;
        m_collected.variables = variablesUnder(root, "variable"_L1, off);
        for (const QString &name : std::as_const(off))
            m_collected.notes.append(u"the variable \"%1\" is switched off and left out"_s.arg(name));
        noteWhole(root, u"the collection"_s);
        if (info && !descriptionOf(*info).isEmpty())
            m_collected.notes.append(descriptionOf(*info));
        readItems(root, {}, authOr(root, {}), nullptr);
        return m_collected;
    }

private:
    static CollectedAuth authOr(const JsonNode &node, const CollectedAuth &inherited)
    {
        const JsonNode *auth = memberOf(&node, "auth"_L1);
        return auth ? authFrom(*auth) : inherited;
    }

    void noteWhole(const JsonNode &node, const QString &what)
    {
        for (const QString &note : scriptNotes(node))
            m_collected.notes.append(u"%1: %2"_s.arg(what, note));
    }

    void readItems(const JsonNode &node, const QStringList &folders, const CollectedAuth &auth, const ValueScope *above)
    {
        const JsonNode *items = memberOf(&node, "item"_L1);
        qint64 order = 0;
        for (const JsonNode &item : items ? items->children : QList<JsonNode>()) {
            QStringList off;
            const ValueScope own{.values = valuesOf(variablesUnder(item, "variable"_L1, off)), .above = above};
            const QString name = textIn(&item, "name"_L1);
            if (memberOf(&item, "item"_L1)) {
                noteWhole(item, u"the folder \"%1\""_s.arg(name));
                if (const QString text = descriptionOf(item); !text.isEmpty())
                    m_collected.notes.append(u"the folder \"%1\": %2"_s.arg(name, text));
                readItems(item, folders + QStringList(name), authOr(item, auth), &own);
            } else if (const JsonNode *request = memberOf(&item, "request"_L1)) {
                readRequest(item, *request, folders, ++order, auth, own);
            } else {
                m_collected.notes.append(u"\"%1\" has no request and is left out"_s.arg(name));
            }
        }
    }

    void readRequest(const JsonNode &item, const JsonNode &node, const QStringList &folders, qint64 order,
                     const CollectedAuth &inherited, const ValueScope &variables)
    {
        PastedRequest request;
        QStringList off;
        if (node.type == JsonType::Text) {
            request.url = node.text();
        } else {
            if (const QString method = textIn(&node, "method"_L1); !method.isEmpty())
                request.method = method.toUtf8();
            if (const JsonNode *url = memberOf(&node, "url"_L1))
                readUrl(request, *url, off);
            if (const JsonNode *headers = memberOf(&node, "header"_L1))
                readHeaders(request, *headers, off);
            if (const JsonNode *body = memberOf(&node, "body"_L1))
                readPostmanBody(request, *body, off);
        }
        applyAuth(request, authOr(node, inherited));
        const JsonNode *behavior = memberOf(&item, "protocolProfileBehavior"_L1);
        if (textIn(behavior, "followRedirects"_L1) == "false"_L1) {
            request.follows = false;
            request.notes.append(u"Postman does not follow redirects here; Hopscope does"_s);
        }
        if (const int most = textIn(behavior, "maxRedirects"_L1).toInt(); most > 0)
            request.maxHops = most;
        request.insecure = textIn(behavior, "strictSSL"_L1) == "false"_L1;
        noteSwitchedOff(request, off);
        for (const JsonNode *text : {&node, &item}) {
            if (const QString description = descriptionOf(*text); !description.isEmpty())
                request.notes.append(description);
        }
        request.notes += scriptNotes(item);
        const JsonNode *responses = memberOf(&item, "response"_L1);
        if (const qsizetype count = responses ? responses->children.size() : 0; count > 0)
            request.notes.append(u"saved examples of responses are left out (%1)"_s.arg(count));
        CollectedRequest collected{.folders = folders, .name = textIn(&item, "name"_L1), .order = order};
        collected.request = writtenOut(request, variables);
        if (collected.name.isEmpty())
            collected.name = proposedName(request.method, request.url);
        noteReferences(collected.request);
        m_collected.requests.append(collected);
    }

    Collected m_collected;
};

Collected environmentFrom(const JsonNode &root)
{
    QStringList off;
    CollectedEnvironment environment{.name = textIn(&root, "name"_L1),
                                     .variables = variablesUnder(root, "values"_L1, off)};
    for (const QString &name : std::as_const(off))
        environment.notes.append(u"the variable \"%1\" is switched off and left out"_s.arg(name));
    Collected collected{.name = environment.name};
    collected.environments.append(environment);
    return collected;
}

bool isCollection(const JsonNode &root)
{
    return memberOf(&root, "info"_L1) && memberOf(&root, "item"_L1);
}

bool isEnvironment(const JsonNode &root)
{
    const JsonNode *values = memberOf(&root, "values"_L1);
    return values && values->type == JsonType::List && memberOf(&root, "name"_L1);
}

} // namespace

const JsonNode *memberOf(const JsonNode *object, QLatin1StringView name)
{
    if (!object || object->type != JsonType::Object)
        return nullptr;
    const auto found = std::find_if(object->children.rbegin(), object->children.rend(),
                                    [&](const JsonNode &node) { return node.key() == name; });
    return found == object->children.rend() || found->type == JsonType::Null ? nullptr : &*found;
}

QString textIn(const JsonNode *object, QLatin1StringView name)
{
    const JsonNode *member = memberOf(object, name);
    return member ? member->text() : QString();
}

PostmanPair pairOf(const JsonNode &node)
{
    const QString key = textIn(&node, "key"_L1);
    return {.key = !key.isEmpty() ? key : textIn(&node, memberOf(&node, "id"_L1) ? "id"_L1 : "name"_L1),
            .value = textIn(&node, "value"_L1),
            .enabled = textIn(&node, "disabled"_L1) != "true"_L1 && textIn(&node, "enabled"_L1) != "false"_L1};
}

bool looksLikePostman(const QByteArray &json)
{
    const Result<JsonNode> root = readJson(withoutMark(json));
    return root && (isCollection(*root) || isEnvironment(*root));
}

Result<Collected> readPostman(const QByteArray &json)
{
    const QByteArrayView text = withoutMark(json);
    if (const QString bad = invalidUtf8(text); !bad.isEmpty())
        return Result<Collected>::failure(bad);
    const Result<JsonNode> root = readJson(text);
    if (!root)
        return Result<Collected>::failure(root.error);
    if (isCollection(*root))
        return PostmanReader().read(*root);
    if (isEnvironment(*root))
        return environmentFrom(*root);
    if (memberOf(&*root, "requests"_L1))
        return Result<Collected>::failure(
            u"it is a collection of version 1: export it from Postman as \"Collection v2.1\""_s);
    return Result<Collected>::failure(u"it is not a collection or an environment of Postman"_s);
}

} // namespace hopscope
