// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope::cli
{

/// A line of standard error that changes while something takes long; nothing where that is no terminal.
class StatusLine
{
public:
    /// `isWanted` false: nothing at all.
    explicit StatusLine(bool isWanted = true);
    ~StatusLine();
    Q_DISABLE_COPY_MOVE(StatusLine)

    bool isOn() const { return m_isOn; }
    void show(const QString &text);
    /// The line is empty again, for what stays.
    void clear();

private:
    bool m_isOn;
    bool m_isShown = false;
};

} // namespace hopscope::cli
