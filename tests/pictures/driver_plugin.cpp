#include <QGenericPlugin>
#include <QTimer>

#include "tests/pictures/driver.h"

namespace sb::pictures {

class DriverPlugin : public QGenericPlugin {
  Q_OBJECT
  Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "driver.json")

 public:
  QObject* create(const QString&, const QString&) override {
    return new Driver(qEnvironmentVariable("SIGNALBOX_DRIVER"));
  }
};

}  // namespace sb::pictures

#include "driver_plugin.moc"
