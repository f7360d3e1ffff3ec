// SPDX-License-Identifier: MIT
#include "formats/collection/postmanjson.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxModeShown = 20;

/// options.raw.language, and the Content-Type that Postman sends for it.
constexpr std::pair<QLatin1StringView, QByteArrayView> kLanguages[] = {{"json"_L1, "application/json"},
                                                                       {"xml"_L1, "application/xml"},
                                                                       {"html"_L1, "text/html"},
                                                                       {"javascript"_L1, "application/javascript"},
                                                                       {"text"_L1, "text/plain"}};

void readRaw(PastedRequest &request, const JsonNode &body)
{
    request.body.append({.bytes = textIn(&body, "raw"_L1).toUtf8()});
    const QString language = textIn(memberOf(memberOf(&body, "options"_L1), "raw"_L1), "language"_L1);
    const auto *const row = std::find_if(std::begin(kLanguages), std::end(kLanguages),
                                         [&](const auto &each) { return language == each.first; });
    if (row != std::end(kLanguages))
        setContentType(request, row->second.toByteArray());
}

void readUrlencoded(PastedRequest &request, const JsonNode &list, QStringList &off)
{
    if (list.type == JsonType::Text) {
        request.body.append({.bytes = list.bytes()});
    } else {
        QList<FormField> fields;
        for (const JsonNode &node : list.children) {
            const PostmanPair pair = pairOf(node);
            if (pair.enabled)
                fields.append({pair.key.toUtf8(), pair.value.toUtf8()});
            else
                off.append(pair.key);
        }
        request.body.append({.bytes = formBody(fields)});
    }
    setContentType(request, "application/x-www-form-urlencoded");
}

QStringList filesOf(const JsonNode &node)
{
    const JsonNode *source = memberOf(&node, "src"_L1);
    QStringList files;
    if (source && source->type == JsonType::Text)
        files.append(source->text());
    for (const JsonNode &each : source ? source->children : QList<JsonNode>())
        files.append(each.text());
    files.removeAll(QString());
    return files;
}

void readFormdata(PastedRequest &request, const JsonNode &list, QStringList &off)
{
    for (const JsonNode &node : list.children) {
        const PostmanPair pair = pairOf(node);
        const QByteArray type = textIn(&node, "contentType"_L1).toUtf8();
        if (!pair.enabled) {
            off.append(pair.key);
        } else if (textIn(&node, "type"_L1) != "file"_L1) {
            request.form.append({.name = pair.key.toUtf8(), .value = pair.value.toUtf8(), .type = type});
        } else {
            const QStringList files = filesOf(node);
            if (files.isEmpty())
                request.notes.append(u"the part \"%1\" names no file and is left out"_s.arg(pair.key));
            for (const QString &file : files)
                request.form.append({.name = pair.key.toUtf8(), .file = file, .type = type});
        }
    }
}

void readFileBody(PastedRequest &request, const JsonNode &file)
{
    const QString path = file.type == JsonType::Text ? file.text() : textIn(&file, "src"_L1);
    if (!path.isEmpty())
        request.body.append({.file = path});
    else if (const QString content = textIn(&file, "content"_L1); !content.isEmpty())
        request.body.append({.bytes = content.toUtf8()});
    else
        request.notes.append(u"the body names no file"_s);
}

} // namespace

void readPostmanBody(PastedRequest &request, const JsonNode &body, QStringList &off)
{
    const QString mode = textIn(&body, "mode"_L1);
    const JsonNode *content = memberOf(&body, QLatin1StringView(mode.toLatin1()));
    if (textIn(&body, "disabled"_L1) == "true"_L1) {
        request.notes.append(u"the body is switched off and left out"_s);
    } else if (mode == "raw"_L1) {
        readRaw(request, body);
    } else if (mode == "urlencoded"_L1 && content) {
        readUrlencoded(request, *content, off);
    } else if (mode == "formdata"_L1 && content) {
        readFormdata(request, *content, off);
    } else if (mode == "file"_L1 && content) {
        readFileBody(request, *content);
    } else if (mode == "graphql"_L1 && content) {
        request.body.append(
            {.bytes = graphqlBody(textIn(content, "query"_L1).toUtf8(), textIn(content, "variables"_L1).toUtf8())});
        setContentType(request, "application/json");
    } else if (!mode.isEmpty() && mode != "none"_L1 && (content || !memberOf(&body, "raw"_L1))) {
        request.notes.append(u"a body of the kind \"%1\" is not supported"_s.arg(mode.left(kMaxModeShown)));
    }
}

} // namespace hopscope
