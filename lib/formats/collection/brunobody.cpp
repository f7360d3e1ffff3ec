// SPDX-License-Identifier: MIT
#include "formats/collection/brunobody.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// How a mode of the method's block calls the block of content, and what Bruno sends as its Content-Type.
struct BodyBlock {
    QByteArrayView mode;
    QByteArrayView block;
    QByteArrayView type;
};

constexpr BodyBlock kBodyBlocks[] = {{"json", "body:json", "application/json"},
                                     {"json", "body", "application/json"},
                                     {"text", "body:text", "text/plain"},
                                     {"xml", "body:xml", "application/xml"},
                                     {"sparql", "body:sparql", "application/sparql-query"},
                                     {"formUrlEncoded", "body:form-urlencoded", "application/x-www-form-urlencoded"},
                                     {"multipartForm", "body:multipart-form", ""},
                                     {"file", "body:file", ""},
                                     {"graphql", "body:graphql", "application/json"},
                                     {"graphql", "body:graphql:vars", ""}};

/// "x" of "@file(x) @contentType(y)" for "@file"; empty if there is none.
QByteArray argumentOf(const QByteArray &value, const QByteArray &function)
{
    const qsizetype start = value.indexOf(function + '(');
    const qsizetype end = start < 0 ? -1 : value.indexOf(')', start);
    const qsizetype first = start + function.size() + 1;
    return end < 0 ? QByteArray() : value.mid(first, end - first).trimmed();
}

void readForm(PastedRequest &request, const BruBlock &block, QStringList &off)
{
    QList<FormField> fields;
    for (const BruPair &pair : block.pairs) {
        if (pair.enabled)
            fields.append({pair.key, pair.value});
        else
            off.append(QString::fromUtf8(pair.key));
    }
    request.body.append({.bytes = formBody(fields)});
}

void readParts(PastedRequest &request, const BruBlock &block, QStringList &off)
{
    for (const BruPair &pair : block.pairs) {
        if (!pair.enabled) {
            off.append(QString::fromUtf8(pair.key));
            continue;
        }
        const QByteArray type = argumentOf(pair.value, "@contentType");
        if (!pair.value.startsWith("@file(")) {
            const qsizetype at = type.isEmpty() ? pair.value.size() : pair.value.lastIndexOf("@contentType(");
            request.form.append({.name = pair.key, .value = pair.value.left(at).trimmed(), .type = type});
            continue;
        }
        const QByteArray files = argumentOf(pair.value, "@file");
        if (files.isEmpty())
            request.notes.append(u"the part \"%1\" names no file and is left out"_s.arg(QString::fromUtf8(pair.key)));
        for (const QByteArray &file : files.split('|')) {
            if (!file.isEmpty())
                request.form.append({.name = pair.key, .file = QString::fromUtf8(file), .type = type});
        }
    }
}

void readFile(PastedRequest &request, const BruBlock &block)
{
    for (const BruPair &pair : block.pairs) {
        const QByteArray file = argumentOf(pair.value, "@file");
        if (!pair.enabled || file.isEmpty())
            continue;
        request.body.append({.file = QString::fromUtf8(file)});
        setContentType(request, argumentOf(pair.value, "@contentType"));
        return;
    }
    request.notes.append(u"the body names no file"_s);
}

} // namespace

const BruBlock *findBlock(const QList<BruBlock> &blocks, QByteArrayView name)
{
    const auto found =
        std::find_if(blocks.begin(), blocks.end(), [&](const BruBlock &block) { return block.name == name; });
    return found == blocks.end() ? nullptr : &*found;
}

QByteArray valueIn(const BruBlock &block, QByteArrayView key)
{
    const auto found =
        std::find_if(block.pairs.begin(), block.pairs.end(), [&](const BruPair &pair) { return pair.key == key; });
    return found == block.pairs.end() ? QByteArray() : found->value;
}

void readBrunoBody(PastedRequest &request, const QList<BruBlock> &blocks, const QByteArray &mode, QStringList &off)
{
    bool isRead = false;
    for (const BruBlock &block : blocks) {
        if (block.name != "body" && !block.name.startsWith("body:"))
            continue;
        const auto *const row =
            std::find_if(std::begin(kBodyBlocks), std::end(kBodyBlocks),
                         [&](const BodyBlock &each) { return each.block == block.name && each.mode == mode; });
        const bool isOfGraphql = row != std::end(kBodyBlocks) && row->block == "body:graphql:vars";
        if (row == std::end(kBodyBlocks) || (isRead && !isOfGraphql)) {
            request.notes.append(u"%1 is not in use and left out"_s.arg(QString::fromUtf8(block.name)));
            continue;
        }
        if (isOfGraphql)
            continue;
        isRead = true;
        if (mode == "formUrlEncoded") {
            readForm(request, block, off);
        } else if (mode == "multipartForm") {
            readParts(request, block, off);
        } else if (mode == "file") {
            readFile(request, block);
        } else if (mode == "graphql") {
            const BruBlock *variables = findBlock(blocks, "body:graphql:vars");
            request.body.append({.bytes = graphqlBody(block.text, variables ? variables->text : QByteArray())});
        } else {
            request.body.append({.bytes = block.text});
        }
        setContentType(request, row->type.toByteArray());
    }
    if (!isRead && !mode.isEmpty() && mode != "none")
        request.notes.append(u"there is no body of the kind \"%1\""_s.arg(QString::fromUtf8(mode.left(20))));
}

} // namespace hopscope
