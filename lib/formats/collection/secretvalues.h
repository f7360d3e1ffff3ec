// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

#include <optional>
#include <utility>

namespace hopscope
{

/// Where the values of secret variables are, by environment and name; never a file of ours. A key store of the system
/// can stand behind it.
class SecretValues
{
public:
    SecretValues() = default;
    virtual ~SecretValues() = default;
    Q_DISABLE_COPY_MOVE(SecretValues)

    /// Nothing for one that nobody told.
    virtual std::optional<QString> read(const QString &environment, const QString &name) const = 0;
};

/// As long as the program runs.
class SecretsInMemory : public SecretValues
{
public:
    std::optional<QString> read(const QString &environment, const QString &name) const override
    {
        const auto found = m_values.constFind({environment, name});
        return found == m_values.constEnd() ? std::nullopt : std::optional(*found);
    }
    /// An empty value takes back what was told.
    void write(const QString &environment, const QString &name, const QString &value)
    {
        if (value.isEmpty())
            m_values.remove({environment, name});
        else
            m_values.insert({environment, name}, value);
    }
    void clear() { m_values.clear(); }

private:
    QHash<std::pair<QString, QString>, QString> m_values;
};

} // namespace hopscope
