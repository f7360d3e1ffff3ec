// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QSet>

namespace hopscope
{

/// Texts in which there is no secret, of traces that are redacted with the same rules one after the other: most of what
/// they say is the same in all of them, and looked at once. Bounded.
class HarmlessTexts
{
public:
    /// What stands for a text that is looked at in the way `how`, as the value of `name`; empty for one that is not
    /// kept.
    static QByteArray keyOf(char how, QByteArrayView name, QByteArrayView text);
    bool contains(const QByteArray &key) const { return m_keys.contains(key); }
    void insert(const QByteArray &key);

private:
    QSet<QByteArray> m_keys;
};

} // namespace hopscope
