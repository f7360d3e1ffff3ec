// SPDX-License-Identifier: MIT
#include <QByteArray>
#include <QCoreApplication>
#include <QEvent>
#include <QObject>

#include <cstdio>
#include <unistd.h>

// Preloaded into a program with a window (LD_PRELOAD): ends it with status 0 once its first window has been painted,
// or, where FIRSTPAINT_OF names a class, its first widget of that class.

namespace
{

class FirstPaint : public QObject
{
public:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && object->isWidgetType() &&
            (m_class.isEmpty() || object->inherits(m_class.constData()))) {
            removeFilter();
            // The widget has still to paint, and the window to be shown: what is posted now comes after both.
            QMetaObject::invokeMethod(
                qApp, [] { _exit(0); }, Qt::QueuedConnection);
        }
        return false;
    }

private:
    void removeFilter() { qApp->removeEventFilter(this); }

    const QByteArray m_class = qgetenv("FIRSTPAINT_OF");
};

void install()
{
    qApp->installEventFilter(new FirstPaint);
}

Q_COREAPP_STARTUP_FUNCTION(install)

} // namespace
