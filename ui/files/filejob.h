// SPDX-License-Identifier: MIT
#pragma once

#include <QThread>

#include <functional>

namespace hopscope
{

/// Takes percents of what is done.
using Progress = std::function<void(int)>;

/// Work on a thread of its own, which says how far it is and goes away when it has ended.
class FileJob : public QThread
{
    Q_OBJECT

public:
    explicit FileJob(const std::function<void(const Progress &tell)> &work);

Q_SIGNALS:
    void progressed(int percent);

protected:
    void run() override;

private:
    std::function<void(const Progress &tell)> m_work;
};

} // namespace hopscope
