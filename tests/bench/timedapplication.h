// SPDX-License-Identifier: MIT
#pragma once

#include <QApplication>
#include <QByteArray>
#include <QElapsedTimer>
#include <QMap>
#include <QThread>

#include <cstdio>

namespace hopscope
{

/// Times every event that Qt delivers to the window's thread; what one handler sends in turn counts as its own.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event);
        const QByteArray name = receiver->metaObject()->className() + (" type " + QByteArray::number(event->type()));
        QElapsedTimer clock;
        clock.start();
        ++m_depth;
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        const qint64 time = clock.nsecsElapsed();
        ++m_count;
        if (time > qint64(kFrameMs) * 1'000'000) {
            ++m_over;
            ++m_names[name];
        }
        if (time > m_longest) {
            m_longest = time;
            m_name = name;
        }
        return done;
    }

    void report(const char *what)
    {
        std::printf("%-34s longest handler %6.1f ms (%s), %d of %d over %d ms\n", what, double(m_longest) / 1e6,
                    m_name.constData(), m_over, m_count, kFrameMs);
        for (auto name = m_names.cbegin(); name != m_names.cend(); ++name)
            std::printf("    %d times %s\n", name.value(), name.key().constData());
        m_names.clear();
        m_longest = 0;
        m_over = 0;
        m_count = 0;
    }

private:
    static constexpr int kFrameMs = 16; ///< longer is felt

    int m_depth = 0;
    int m_count = 0;
    int m_over = 0;
    qint64 m_longest = 0;
    QByteArray m_name;
    QMap<QByteArray, int> m_names; ///< of those over the limit
};

} // namespace hopscope
