/** Fields of the engine's own JSON that the audit reads. Engines leave out what is empty, and differ in age. */

type Maybe<T> = T | null | undefined;

export interface RawInfo {
  ServerVersion?: string;
  OperatingSystem?: string;
  KernelVersion?: string;
  Name?: string;
  Driver?: string;
  DockerRootDir?: string;
  LoggingDriver?: string;
  LiveRestoreEnabled?: boolean;
  ExperimentalBuild?: boolean;
  SecurityOptions?: Maybe<string[]>;
  Plugins?: Maybe<{ Authorization?: Maybe<string[]> }>;
  RegistryConfig?: Maybe<{
    InsecureRegistryCIDRs?: Maybe<string[]>;
    IndexConfigs?: Maybe<Record<string, Maybe<{ Secure?: boolean }>>>;
  }>;
  Swarm?: Maybe<{
    LocalNodeState?: string;
    ControlAvailable?: boolean;
    Managers?: number;
    Nodes?: number;
  }>;
}

export interface RawSwarm {
  Spec?: {
    EncryptionConfig?: { AutoLockManagers?: boolean };
    CAConfig?: { NodeCertExpiry?: number };
  };
}

export type RawBindings = Maybe<Record<string, Maybe<{ HostIp?: string; HostPort?: string }[]>>>;

export interface RawContainer {
  Id: string;
  Name: string;
  Image: string;
  Path?: string;
  Args?: Maybe<string[]>;
  AppArmorProfile?: string;
  ProcessLabel?: string;
  State?: Maybe<{ Running?: boolean; Health?: Maybe<{ Status?: string }> }>;
  Config?: Maybe<{
    Image?: string;
    User?: string;
    Labels?: Maybe<Record<string, string>>;
    Healthcheck?: Maybe<{ Test?: Maybe<string[]> }>;
  }>;
  HostConfig?: Maybe<{
    Privileged?: boolean;
    ReadonlyRootfs?: boolean;
    CapAdd?: Maybe<string[]>;
    SecurityOpt?: Maybe<string[]>;
    PidMode?: string;
    IpcMode?: string;
    UTSMode?: string;
    UsernsMode?: string;
    NetworkMode?: string;
    CgroupParent?: string;
    Memory?: number;
    CpuShares?: number;
    NanoCpus?: number;
    CpuQuota?: number;
    PidsLimit?: Maybe<number>;
    RestartPolicy?: Maybe<{ Name?: string; MaximumRetryCount?: number }>;
    Devices?: Maybe<{ PathOnHost?: string; CgroupPermissions?: string }[]>;
    DeviceCgroupRules?: Maybe<string[]>;
    DeviceRequests?: Maybe<{ Driver?: string; Capabilities?: Maybe<string[][]> }[]>;
    Ulimits?: Maybe<{ Name?: string; Soft?: number; Hard?: number }[]>;
    PortBindings?: RawBindings;
  }>;
  Mounts?: Maybe<
    {
      Type?: string;
      Name?: string;
      Source?: string;
      Destination?: string;
      Driver?: string;
      Mode?: string;
      RW?: boolean;
      Propagation?: string;
    }[]
  >;
  NetworkSettings?: Maybe<{ Ports?: RawBindings; Networks?: Maybe<Record<string, unknown>> }>;
}

export interface RawImage {
  Id: string;
  RepoTags?: Maybe<string[]>;
  Config?: Maybe<{
    Env?: Maybe<string[]>;
    Healthcheck?: Maybe<{ Test?: Maybe<string[]> }>;
  }>;
}

export interface RawNetwork {
  Id: string;
  Name: string;
  Driver?: string;
  Scope?: string;
  Options?: Maybe<Record<string, string>>;
  Containers?: Maybe<Record<string, unknown>>;
}

export interface RawVolume {
  Name: string;
  Options?: Maybe<Record<string, string>>;
}

export interface RawStep {
  CreatedBy?: string;
  Comment?: string;
}
