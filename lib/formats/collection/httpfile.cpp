// SPDX-License-Identifier: MIT
#include "formats/collection/httpfile.h"

#include "formats/collection/httprequest.h"
#include "text/jsonreader.h"

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kSeparator = "###";
/// A value that others make longer keeps its variables.
constexpr qsizetype kMaxFileVariable = 64 * 1024;

class HttpFileReader
{
public:
    Result<Collected> read(const QByteArray &file)
    {
        HttpBlock block{.firstLine = 1};
        int number = 0;
        for (const QByteArray &line : withoutMark(file).toByteArray().split('\n')) {
            ++number;
            QByteArray bare = line;
            if (bare.endsWith('\r'))
                bare.chop(1);
            if (!bare.startsWith(kSeparator)) {
                if (!takeVariable(bare)) {
                    block.lines.append(bare);
                    m_hasRequestLine = m_hasRequestLine || isRequestLine(bare);
                }
                continue;
            }
            finish(block);
            block = {.name = QString::fromUtf8(bare.sliced(kSeparator.size()).trimmed()), .firstLine = number + 1};
            while (block.name.startsWith(u'#'))
                block.name = block.name.sliced(1).trimmed();
        }
        finish(block);
        if (m_collected.requests.isEmpty())
            return Result<Collected>::failure(m_collected.notes.isEmpty() ? u"there is no request in it"_s
                                                                          : m_collected.notes.constFirst());
        return m_collected;
    }

private:
    /// "@name = value", in front of a request. What it says of earlier ones is put in: values are not searched again.
    bool takeVariable(const QByteArray &line)
    {
        const qsizetype equals = line.indexOf('=');
        if (!line.startsWith('@') || equals < 0 || m_hasRequestLine)
            return false;
        const QByteArray name = line.sliced(1, equals - 1).trimmed();
        if (!isVariableName(name))
            return false;
        QStringList used;
        const QByteArray value = writtenOut(line.sliced(equals + 1).trimmed(), m_values, used, kMaxFileVariable);
        if (const VariablePlace left = nextVariable(value, 0); left.length > 0)
            m_collected.notes.append(u"@%1: variables in values are not replaced, write the value of %2"_s.arg(
                QString::fromUtf8(name), QString::fromUtf8(value.mid(left.start, left.length))));
        // The last value counts for the whole file.
        if (!m_places.contains(name)) {
            m_places.insert(name, m_collected.variables.size());
            m_collected.variables.append({QString::fromUtf8(name), {}});
        }
        m_collected.variables[m_places.value(name)].value = QString::fromUtf8(value);
        m_values.values.insert(name, value);
        return true;
    }

    void finish(const HttpBlock &block)
    {
        if (!std::exchange(m_hasRequestLine, false))
            return;
        const Result<CollectedRequest> request = readHttpRequest(block);
        if (!request) {
            m_collected.notes.append(u"line %1: %2"_s.arg(QString::number(block.firstLine), request.error));
            return;
        }
        m_collected.requests.append(*request);
        m_collected.requests.last().order = m_collected.requests.size();
    }

    Collected m_collected;
    ValueScope m_values;
    QHash<QByteArray, qsizetype> m_places; ///< of the variables
    bool m_hasRequestLine = false;         ///< in the present block
};

} // namespace

Result<Collected> readHttpFile(const QByteArray &file)
{
    return HttpFileReader().read(file);
}

Result<QList<CollectedEnvironment>> readHttpEnvironments(const QByteArray &json, bool isPrivate)
{
    return readJsonFile<QList<CollectedEnvironment>>(json, [isPrivate](const JsonValue &root) {
        QList<CollectedEnvironment> environments;
        if (root.type() != JsonType::Object)
            root.fail(u"should be an object with an environment a member"_s);
        for (const JsonNode &node : root.node().children) {
            CollectedEnvironment environment{.name = node.key()};
            for (const JsonNode &member : node.children) {
                const bool isValue = member.type != JsonType::Object && member.type != JsonType::List;
                if (isValue && isVariableName(member.key().toUtf8()))
                    environment.variables.append({member.key(), member.text(), isPrivate});
                else
                    environment.notes.append(u"\"%1\" is not a text and left out"_s.arg(member.key()));
            }
            environments.append(environment);
        }
        return environments;
    });
}

} // namespace hopscope
