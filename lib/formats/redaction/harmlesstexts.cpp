// SPDX-License-Identifier: MIT
#include "formats/redaction/harmlesstexts.h"

namespace hopscope
{

namespace
{

constexpr qsizetype kMostTexts = 4096;
constexpr qsizetype kLongestText = 1024; ///< bytes

} // namespace

QByteArray HarmlessTexts::keyOf(char how, QByteArrayView name, QByteArrayView text)
{
    if (name.size() + text.size() > kLongestText)
        return {};
    QByteArray key;
    key.reserve(name.size() + text.size() + 2);
    // A name of a field has no NUL.
    return key.append(how).append(name).append('\0').append(text);
}

void HarmlessTexts::insert(const QByteArray &key)
{
    if (m_keys.size() >= kMostTexts)
        m_keys.clear();
    m_keys.insert(key);
}

} // namespace hopscope
