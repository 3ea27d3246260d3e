// PostgreSQL that takes tokens of Microsoft Entra ID and nothing else: there is no administrator with a word to guess.
// The managed identity is its administrator, for nobody else could make a role for it, and it makes the tables itself.

param baseName string
param location string
param skuName string
param subnetId string
param privateDnsZoneId string
param administratorObjectId string
param administratorName string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: baseName
  location: location
  sku: {
    name: skuName
    tier: 'Burstable'
  }
  properties: {
    version: '16'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: subscription().tenantId
    }
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: 14
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: privateDnsZoneId
      publicNetworkAccess: 'Disabled'
    }
  }

  resource administrator 'administrators' = {
    name: administratorObjectId
    properties: {
      principalName: administratorName
      principalType: 'ServicePrincipal'
      tenantId: subscription().tenantId
    }
  }

  resource database 'databases' = {
    name: 'cutover'
    properties: {
      charset: 'UTF8'
      collation: 'en_US.utf8'
    }
    dependsOn: [administrator] // the server does one thing at a time
  }
}

output host string = server.properties.fullyQualifiedDomainName
output name string = server::database.name
