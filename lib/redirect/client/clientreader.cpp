// SPDX-License-Identifier: MIT
#include "redirect/client/clientfields.h"
#include "redirect/client/clientwords.h"
#include "redirect/client/ownclient.h"
#include "redirect/profiles/groups.h"
#include "redirect/profiles/plainprofile.h"
#include "text/jsonreader.h"

#include <algorithm>
#include <deque>
#include <type_traits>
#include <vector>

namespace hopscope
{

namespace
{

constexpr int kFormatVersion = 1;
constexpr int kMaxHopLimit = kMostHops;
constexpr int kMaxNumber = 1'000'000; ///< bytes or days

/// A profile and what its pointers and spans point to; a deque's elements stay where they are.
struct OwnClient {
    ClientProfile profile;
    std::deque<QByteArray> texts;
    std::deque<std::vector<QByteArrayView>> textLists;
    std::deque<std::vector<StatusRule>> statuses;
    std::deque<std::vector<NotFollowed>> notFollowed;
    std::deque<std::vector<FieldRule>> droppedFields;
    std::deque<std::vector<DefaultField>> defaultFields;

    const QByteArray &keep(const QByteArray &text) { return texts.emplace_back(text); }
    auto &listsOf(const StatusRule *) { return statuses; }
    auto &listsOf(const NotFollowed *) { return notFollowed; }
    auto &listsOf(const FieldRule *) { return droppedFields; }
    auto &listsOf(const DefaultField *) { return defaultFields; }
};

bool isPrintable(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

template <typename E>
QStringList choices(std::span<const Word<E>> words)
{
    QStringList all;
    for (const Word<E> &each : words)
        all.append(QString::fromLatin1(each.word));
    return all;
}

/// visitFields() of a profile and of its parts, out of a JSON object; a member that is not there stays as it is.
class FieldReader
{
public:
    FieldReader(JsonObjectReader &in, OwnClient &own) : m_in(in), m_own(own) {}

    void operator()(QLatin1StringView key, const char *&text)
    {
        if (!m_in.has(key))
            return;
        text = m_in.nullable(key) ? m_own.keep(m_in.utf8(key)).constData() : nullptr;
    }
    void operator()(QLatin1StringView key, bool &value)
    {
        if (m_in.has(key))
            value = m_in.boolean(key);
    }
    void operator()(QLatin1StringView key, int &number)
    {
        if (m_in.has(key))
            number = static_cast<int>(m_in.integer(key, 0, kMaxNumber));
    }
    template <typename E>
    requires std::is_enum_v<E>
    void operator()(QLatin1StringView key, E &value)
    {
        if (!m_in.has(key))
            return;
        const QString word = m_in.text(key);
        const auto words = wordsOf(value);
        const auto found = std::find_if(words.begin(), words.end(),
                                        [&](const Word<E> &each) { return word == QLatin1StringView(each.word); });
        if (found == words.end())
            m_in.failWord(key, choices(words));
        else
            value = found->value;
    }
    void operator()(QLatin1StringView key, std::span<const QByteArrayView> &texts)
    {
        if (!m_in.has(key))
            return;
        std::vector<QByteArrayView> list;
        for (const QString &text : m_in.texts(key)) {
            if (!text.isEmpty() && !isToken(text.toUtf8()))
                m_in.fail(key, u"\"%1\" has a character that methods, field names and schemes cannot have"_s.arg(
                                   text.left(kShown)));
            list.push_back(m_own.keep(text.toLatin1()));
        }
        texts = m_own.textLists.emplace_back(std::move(list));
    }
    template <typename T>
    void operator()(QLatin1StringView key, std::span<const T> &rows)
    {
        if (!m_in.has(key))
            return;
        const QList<T> list = m_in.list<T>(key, [this](const JsonValue &value) {
            T row{};
            read(row, value);
            return row;
        });
        rows = m_own.listsOf(static_cast<const T *>(nullptr)).emplace_back(list.begin(), list.end());
    }
    template <typename T>
    requires std::is_class_v<T>
    void operator()(QLatin1StringView key, T &part)
    {
        if (m_in.has(key))
            read(part, m_in.object(key));
    }

    void word(QLatin1StringView key, QLatin1StringView &text)
    {
        if (!m_in.has(key))
            return;
        const QString value = m_in.text(key);
        if (!isPrintable(value))
            m_in.fail(key, u"needs one or more printable ASCII characters"_s);
        text = QLatin1StringView(QByteArrayView(m_own.keep(value.toLatin1())));
    }
    void fieldName(QLatin1StringView key, QByteArrayView &text)
    {
        readField(
            key, text, [](const QByteArray &name) { return isToken(name); }, u"is not a field name"_s);
    }
    void fieldValue(QLatin1StringView key, QByteArrayView &text)
    {
        readField(
            key, text, [](const QByteArray &value) { return isFieldValue(value); },
            u"has a control character, which a field value cannot have"_s);
    }
    void status(QLatin1StringView key, int &number)
    {
        number = static_cast<int>(m_in.integer(key, 0, 399));
        if (number > 0 && number < 300)
            m_in.fail(key, u"expected 300 to 399, or 0 for all the others"_s);
    }
    void limit(QLatin1StringView key, int &number)
    {
        if (m_in.has(key))
            number = static_cast<int>(m_in.integer(key, -1, kMaxHopLimit));
    }

private:
    static constexpr qsizetype kShown = 60;

    template <typename T>
    void read(T &part, const JsonValue &value)
    {
        JsonObjectReader in(value);
        FieldReader reader(in, m_own);
        visitFields(reader, part);
        in.finish();
    }
    template <typename Check>
    void readField(QLatin1StringView key, QByteArrayView &text, Check isGood, const QString &reason)
    {
        if (!m_in.has(key))
            return;
        const QByteArray &value = m_own.keep(m_in.utf8(key));
        if (!isGood(value))
            m_in.fail(key, reason);
        text = value;
    }

    JsonObjectReader &m_in;
    OwnClient &m_own;
};

/// What decide() relies on.
void checkWhole(const ClientProfile &row, JsonObjectReader &in)
{
    const auto every = [](const auto &rule) { return rule.status == 0; };
    if (row.id.isEmpty() || !isToken(QByteArrayView(row.id.data(), row.id.size())))
        in.fail("id"_L1, u"needs a name of letters, digits and hyphens, for use with --client"_s);
    if (findClient(QString(row.id)))
        in.fail("id"_L1, u"is the name of a built-in client; choose another, such as my-%1"_s.arg(row.id));
    if (!row.title || !*row.title)
        in.fail("title"_L1, u"is missing"_s);
    if (std::none_of(row.statuses.begin(), row.statuses.end(), every) &&
        std::none_of(row.notFollowed.begin(), row.notFollowed.end(), every))
        in.fail("notFollowed"_L1, u"needs a row with status 0, for every 3xx that \"statuses\" does not list"_s);
    if (row.hopLimit < 1 && !row.detectsLoops)
        in.fail("hopLimit"_L1, u"needs 1 or more, unless \"detectsLoops\" is true"_s);
}

/// The profile that the file changes.
ClientProfile startingPoint(JsonObjectReader &in)
{
    if (!in.has("like"_L1))
        return plainClient(""_L1, nullptr, nullptr, "custom"_L1, "custom client"_L1);
    const QString id = in.text("like"_L1);
    const ClientProfile *found = findClient(id);
    if (!found)
        in.fail("like"_L1,
                u"there is no built-in client \"%1\"; \"hopscope-cli clients\" lists them"_s.arg(id.left(60)));
    return found ? *found : ClientProfile{};
}

ClientPointer readClient(const JsonValue &value)
{
    JsonObjectReader in(value);
    in.format("hopscope-client"_L1, "formatVersion"_L1, kFormatVersion);
    const auto own = std::make_shared<OwnClient>();
    own->profile = startingPoint(in);
    own->profile.id = {};
    own->profile.measured = false;
    own->profile.group = kOwn;
    FieldReader reader(in, *own);
    visitFields(reader, own->profile);
    in.finish();
    checkWhole(own->profile, in);
    return ClientPointer(own, &own->profile);
}

} // namespace

Result<ClientPointer> clientFromJson(const QByteArray &json)
{
    return readJsonFile<ClientPointer>(json, readClient);
}

} // namespace hopscope
