// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace hopscope
{

struct WindowParts;

/// Trace › Session: the sessions to choose from, as radio buttons.
class SessionsMenu : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit SessionsMenu(const WindowParts &parts);

private:
    void fill();

    const WindowParts &m_parts;
};

} // namespace hopscope
