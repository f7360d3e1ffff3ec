// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QThread>

#include <functional>

namespace hopscope
{

/// A thread that does jobs one after the other, in the order in which they were posted. The destructor waits until all
/// are done: declared as the last member, it ends before what its jobs use.
class Worker
{
public:
    explicit Worker(const QString &name);
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void post(const std::function<void()> &job);

private:
    QThread m_thread;
    QObject *m_object;
};

} // namespace hopscope
